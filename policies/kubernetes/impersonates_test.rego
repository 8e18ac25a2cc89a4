package bulkhead.kubernetes.impersonates_test

import data.bulkhead.kubernetes.impersonates as control

_given(scope, rule) := {
	"binding": {"roleRef": {"kind": "ClusterRole", "name": "a"}, "subjects": [{"kind": "User", "name": "jane"}]},
	"role": {"rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}, rule]},
	"facts": {"scope": scope},
}

_denied(message, severity) := {{"path": ["role", "rules", 1], "message": message, "severity": severity}}

test_fail[note] if {
	some note, rule in {
		"users": {"apiGroups": [""], "resources": ["users"], "verbs": ["impersonate"]},
		"groups": {"apiGroups": [""], "resources": ["groups"], "verbs": ["impersonate"]},
		"a group that may do everything": {"apiGroups": [""], "resources": ["groups"], "verbs": ["impersonate"], "resourceNames": ["devs", "system:masters"]},
		"a user of Kubernetes": {"apiGroups": [""], "resources": ["users"], "verbs": ["impersonate"], "resourceNames": ["system:kube-controller-manager"]},
	}
	control.deny == _denied("lets its subjects act as any user or group", "critical") with input as _given("cluster", rule)
}

test_fail_accounts if {
	rule := {"apiGroups": [""], "resources": ["serviceaccounts"], "verbs": ["impersonate"]}
	control.deny == _denied(
		"lets its subjects act as any service account of the whole cluster",
		"critical",
	) with input as _given("cluster", rule)
	control.deny == _denied(
		"lets its subjects act as any service account of its namespace",
		"high",
	) with input as _given("namespace", rule)
}

test_fail_everything if {
	control.deny == (_denied("lets its subjects act as any user or group", "critical") | _denied(
		"lets its subjects act as any service account of the whole cluster",
		"critical",
	)) with input as _given("cluster", {"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]})
}

test_fail_constrained if {
	users := {"apiGroups": ["authentication.k8s.io"], "resources": ["users"], "verbs": ["impersonate:user-info"]}
	control.deny == _denied(
		"lets its subjects act as any user or group, for the actions that an impersonate-on rule names",
		"high",
	) with input as _given("cluster", users)
	accounts := {"apiGroups": ["authentication.k8s.io"], "resources": ["serviceaccounts"], "verbs": ["impersonate:serviceaccount"]}
	control.deny == _denied(
		"lets its subjects act as any service account of its namespace, for the actions that an impersonate-on rule names",
		"medium",
	) with input as _given("namespace", accounts)
	control.deny == _denied(
		"lets its subjects act as any service account of the whole cluster, for the actions that an impersonate-on rule names",
		"high",
	) with input as _given("cluster", accounts)
}

test_users_are_in_no_namespace if {
	control.deny == set() with input as _given(
		"namespace",
		{"apiGroups": ["", "authentication.k8s.io"], "resources": ["users", "groups"], "verbs": ["*"]},
	)
}

test_pass[note] if {
	some note, rule in {
		"near miss: named": {"apiGroups": [""], "resources": ["users", "groups", "serviceaccounts"], "verbs": ["impersonate"], "resourceNames": ["jane"]},
		"near miss: what everyone is": {"apiGroups": [""], "resources": ["groups"], "verbs": ["impersonate"], "resourceNames": ["system:authenticated"]},
		"near miss: other verbs": {"apiGroups": [""], "resources": ["users", "groups", "serviceaccounts"], "verbs": ["get", "list", "create"]},
		"near miss: another group": {"apiGroups": ["user.openshift.io"], "resources": ["users", "groups"], "verbs": ["impersonate"]},
		"near miss: extra alone": {"apiGroups": ["authentication.k8s.io"], "resources": ["userextras/scopes"], "verbs": ["impersonate"]},
		"absent": {},
	}
	control.deny == set() with input as _given("cluster", rule)
}

test_pass_without_role if {
	given := object.remove(_given("cluster", {}), ["role"])
	control.deny == set() with input as given
	control.unknown == set() with input as given
	not control.notapplicable with input as given
}

test_unknown if {
	given := object.union(object.remove(_given("cluster", {}), ["role"]), {"role": {"unknown": "unread", "why": "forbidden"}})
	control.deny == set() with input as given
	control.unknown == {{"path": ["role"], "message": "forbidden", "reason": "unread"}} with input as given
}

test_shipped_subjects_do_not_count[note] if {
	some note, subjects in {
		"shipped": [{"kind": "Group", "name": "system:masters"}],
		"none": [],
	}
	given := object.union(_given("cluster", {"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}), {"binding": {"subjects": subjects}})
	control.notapplicable with input as given
	control.deny == set() with input as given
	control.unknown == set() with input as given
}
