package bulkhead.kubernetes.impersonates_test

import data.bulkhead.kubernetes.impersonates as control

_rule(groups, resources, verbs) := {"apiGroups": groups, "resources": resources, "verbs": verbs}

_named(groups, resources, verbs, names) := object.union(_rule(groups, resources, verbs), {"resourceNames": names})

_given(scope, rule) := {
	"role": {"rules": [_rule([""], ["pods"], ["get"]), rule]},
	"facts": {"subjects": [{}], "scope": scope},
}

_denied(message, severity) := {{"path": ["role", "rules", 1], "message": message, "severity": severity}}

test_fail[note] if {
	some note, rule in {
		"users": _rule([""], ["users"], ["impersonate"]),
		"groups": _rule([""], ["groups"], ["impersonate"]),
		"a group that may do everything": _named([""], ["groups"], ["impersonate"], ["devs", "system:masters"]),
		"a user of Kubernetes": _named([""], ["users"], ["impersonate"], ["system:kube-controller-manager"]),
	}
	control.deny == _denied(
		"lets its subjects act as any user or group",
		"critical",
	) with input as _given("cluster", rule)
}

test_fail_accounts if {
	rule := _rule([""], ["serviceaccounts"], ["impersonate"])
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
	control.deny == _denied("lets its subjects act as any user or group", "critical") | _denied(
		"lets its subjects act as any service account of the whole cluster",
		"critical",
	) with input as _given("cluster", _rule(["*"], ["*"], ["*"]))
}

test_fail_constrained if {
	users := _rule(["authentication.k8s.io"], ["users"], ["impersonate:user-info"])
	control.deny == _denied(
		"lets its subjects act as any user or group, for the actions that an impersonate-on rule names",
		"high",
	) with input as _given("cluster", users)
	accounts := _rule(["authentication.k8s.io"], ["serviceaccounts"], ["impersonate:serviceaccount"])
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
		_rule(["", "authentication.k8s.io"], ["users", "groups"], ["*"]),
	)
}

test_pass[note] if {
	some note, rule in {
		"near miss: named": _named([""], ["users", "groups", "serviceaccounts"], ["impersonate"], ["jane"]),
		"near miss: what everyone is": _named([""], ["groups"], ["impersonate"], ["system:authenticated"]),
		"near miss: other verbs": _rule([""], ["users", "groups", "serviceaccounts"], ["get", "list", "create"]),
		"near miss: another group": _rule(["user.openshift.io"], ["users", "groups"], ["impersonate"]),
		"near miss: extra alone": _rule(["authentication.k8s.io"], ["userextras/scopes"], ["impersonate"]),
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
	given := object.union(
		object.remove(_given("cluster", {}), ["role"]),
		{"role": {"unknown": "unread", "why": "forbidden"}},
	)
	control.deny == set() with input as given
	control.unknown == {{"path": ["role"], "message": "forbidden", "reason": "unread"}} with input as given
}

test_shipped_subjects_do_not_count[note] if {
	some note, subjects in {
		"shipped": [{"kind": "Group", "name": "system:masters", "shipped": true}],
		"none": [],
	}
	given := object.union(
		_given("cluster", _rule(["*"], ["*"], ["*"])),
		{"facts": {"subjects": subjects}},
	)
	control.notapplicable with input as given
	control.deny == set() with input as given
	control.unknown == set() with input as given
}
