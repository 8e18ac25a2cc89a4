package bulkhead.kubernetes.binds_or_escalates_test

import data.bulkhead.kubernetes.binds_or_escalates as control

_rule(groups, resources, verbs) := {"apiGroups": groups, "resources": resources, "verbs": verbs}

_named(groups, resources, verbs, names) := object.union(_rule(groups, resources, verbs), {"resourceNames": names})

_given(scope, rule) := {
	"role": {"rules": [_rule([""], ["pods"], ["get"]), rule]},
	"facts": {"subjects": [{}], "scope": scope},
}

_denied(message, severity) := {{"path": ["role", "rules", 1], "message": message, "severity": severity}}

test_fail_bind[note] if {
	some note, rule in {
		"cluster roles": _rule(["rbac.authorization.k8s.io"], ["clusterroles"], ["bind"]),
		"roles": _rule(["rbac.authorization.k8s.io"], ["roles"], ["bind"]),
		"cluster-admin by name": _named(["rbac.authorization.k8s.io"], ["clusterroles"], ["bind"], ["view", "cluster-admin"]),
		"and writes": _rule(["rbac.authorization.k8s.io"], ["clusterroles", "rolebindings"], ["bind", "create"]),
	}
	control.deny == _denied(
		"lets its subjects bind roles with more rights than they hold, in the whole cluster",
		"critical",
	) with input as _given("cluster", rule)
}

test_fail_escalate[note] if {
	some note, rule in {
		"cluster roles": _rule(["rbac.authorization.k8s.io"], ["clusterroles"], ["escalate"]),
		"roles": _rule(["rbac.authorization.k8s.io"], ["roles"], ["escalate"]),
		"by name": _named(["rbac.authorization.k8s.io"], ["clusterroles"], ["escalate"], ["a"]),
	}
	control.deny == _denied(
		"lets its subjects write roles with more rights than they hold, in the whole cluster",
		"critical",
	) with input as _given("cluster", rule)
}

test_fail_write[note] if {
	some note, rule in {
		"roles": _rule(["rbac.authorization.k8s.io"], ["roles"], ["create"]),
		"cluster roles": _rule(["rbac.authorization.k8s.io"], ["clusterroles"], ["patch"]),
		"bindings": _rule(["rbac.authorization.k8s.io"], ["rolebindings"], ["update"]),
		"cluster bindings": _rule(["rbac.authorization.k8s.io"], ["clusterrolebindings"], ["create"]),
	}
	control.deny == _denied(
		"lets its subjects pass on their own rights in the whole cluster",
		"medium",
	) with input as _given("cluster", rule)
}

test_fail_everything if {
	control.deny == _denied(
		"lets its subjects bind roles with more rights than they hold, in the whole cluster",
		"critical",
	) | _denied(
		"lets its subjects write roles with more rights than they hold, in the whole cluster",
		"critical",
	) with input as _given("cluster", _rule(["*"], ["*"], ["*"]))
}

test_fail_in_namespace if {
	group := "rbac.authorization.k8s.io"
	control.deny == _denied(
		"lets its subjects bind roles with more rights than they hold, in its namespace",
		"high",
	) with input as _given("namespace", _rule([group], ["clusterroles"], ["bind"]))
	control.deny == _denied(
		"lets its subjects write roles with more rights than they hold, in its namespace",
		"high",
	) with input as _given("namespace", _rule([group], ["roles"], ["escalate"]))
	control.deny == _denied(
		"lets its subjects pass on their own rights in its namespace",
		"low",
	) with input as _given("namespace", _rule([group], ["roles"], ["create"]))
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
		"near miss: read and deleted": _rule(
			["rbac.authorization.k8s.io"],
			["roles", "clusterroles", "rolebindings", "clusterrolebindings"],
			["get", "list", "watch", "delete"],
		),
		"near miss: another group": _rule([""], ["roles", "rolebindings"], ["*"]),
		"near miss: one role bound": _named(["rbac.authorization.k8s.io"], ["clusterroles"], ["bind"], ["view"]),
		"near miss: one role written": _named(["rbac.authorization.k8s.io"], ["clusterroles"], ["update"], ["a"]),
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
