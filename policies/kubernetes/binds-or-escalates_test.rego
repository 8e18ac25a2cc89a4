package bulkhead.kubernetes.binds_or_escalates_test

import data.bulkhead.kubernetes.binds_or_escalates as control

_given(scope, rule) := {
	"binding": {"roleRef": {"kind": "ClusterRole", "name": "a"}, "subjects": [{"kind": "User", "name": "jane"}]},
	"role": {"rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}, rule]},
	"facts": {"scope": scope},
}

_denied(message, severity) := {{"path": ["role", "rules", 1], "message": message, "severity": severity}}

test_fail_bind[note] if {
	some note, rule in {
		"cluster roles": {"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["clusterroles"], "verbs": ["bind"]},
		"roles": {"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["roles"], "verbs": ["bind"]},
		"cluster-admin by name": {"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["clusterroles"], "verbs": ["bind"], "resourceNames": ["view", "cluster-admin"]},
		"and writes": {"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["clusterroles", "rolebindings"], "verbs": ["bind", "create"]},
	}
	control.deny == _denied(
		"lets its subjects bind roles with more rights than they hold, in the whole cluster",
		"critical",
	) with input as _given("cluster", rule)
}

test_fail_escalate[note] if {
	some note, rule in {
		"cluster roles": {"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["clusterroles"], "verbs": ["escalate"]},
		"roles": {"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["roles"], "verbs": ["escalate"]},
		"by name": {"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["clusterroles"], "verbs": ["escalate"], "resourceNames": ["a"]},
	}
	control.deny == _denied(
		"lets its subjects write roles with more rights than they hold, in the whole cluster",
		"critical",
	) with input as _given("cluster", rule)
}

test_fail_write[note] if {
	some note, rule in {
		"roles": {"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["roles"], "verbs": ["create"]},
		"cluster roles": {"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["clusterroles"], "verbs": ["patch"]},
		"bindings": {"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["rolebindings"], "verbs": ["update"]},
		"cluster bindings": {"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["clusterrolebindings"], "verbs": ["create"]},
	}
	control.deny == _denied("lets its subjects pass on their own rights in the whole cluster", "medium") with input as _given("cluster", rule)
}

test_fail_everything if {
	control.deny == (_denied(
		"lets its subjects bind roles with more rights than they hold, in the whole cluster",
		"critical",
	) | _denied(
		"lets its subjects write roles with more rights than they hold, in the whole cluster",
		"critical",
	)) with input as _given("cluster", {"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]})
}

test_fail_in_namespace if {
	group := "rbac.authorization.k8s.io"
	control.deny == _denied(
		"lets its subjects bind roles with more rights than they hold, in its namespace",
		"high",
	) with input as _given("namespace", {"apiGroups": [group], "resources": ["clusterroles"], "verbs": ["bind"]})
	control.deny == _denied(
		"lets its subjects write roles with more rights than they hold, in its namespace",
		"high",
	) with input as _given("namespace", {"apiGroups": [group], "resources": ["roles"], "verbs": ["escalate"]})
	control.deny == _denied(
		"lets its subjects pass on their own rights in its namespace",
		"low",
	) with input as _given("namespace", {"apiGroups": [group], "resources": ["roles"], "verbs": ["create"]})
}

test_cluster_roles_are_in_no_namespace if {
	control.deny == set() with input as _given("namespace", {
		"apiGroups": ["rbac.authorization.k8s.io"],
		"resources": ["clusterroles", "clusterrolebindings"],
		"verbs": ["create", "update", "patch", "escalate"],
	})
}

test_pass[note] if {
	some note, rule in {
		"near miss: read and deleted": {"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["roles", "clusterroles", "rolebindings", "clusterrolebindings"], "verbs": ["get", "list", "watch", "delete"]},
		"near miss: another group": {"apiGroups": [""], "resources": ["roles", "rolebindings"], "verbs": ["*"]},
		"near miss: one role bound": {"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["clusterroles"], "verbs": ["bind"], "resourceNames": ["view"]},
		"near miss: one role written": {"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["clusterroles"], "verbs": ["update"], "resourceNames": ["a"]},
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
