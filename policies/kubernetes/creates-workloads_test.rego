package bulkhead.kubernetes.creates_workloads_test

import data.bulkhead.kubernetes.creates_workloads as control

_rule(groups, resources, verbs) := {"apiGroups": groups, "resources": resources, "verbs": verbs}

_named(groups, resources, verbs, names) := object.union(_rule(groups, resources, verbs), {"resourceNames": names})

_given(scope, rule) := {
	"role": {"rules": [_rule([""], ["pods"], ["get"]), rule]},
	"facts": {"subjects": [{}], "scope": scope},
}

_denied(message, severity) := {{"path": ["role", "rules", 1], "message": message, "severity": severity}}

test_fail[note] if {
	some note, rule in {
		"pods": _rule([""], ["pods"], ["create"]),
		"replication controllers": _rule([""], ["replicationcontrollers"], ["update"]),
		"deployments": _rule(["apps"], ["deployments"], ["patch"]),
		"daemon sets": _rule(["apps"], ["daemonsets"], ["create"]),
		"stateful sets": _rule(["apps"], ["statefulsets"], ["create"]),
		"replica sets": _rule(["apps"], ["replicasets"], ["create"]),
		"jobs": _rule(["batch"], ["jobs"], ["*"]),
		"cron jobs": _rule(["batch"], ["*"], ["create"]),
		"everything": _rule(["*"], ["*"], ["*"]),
	}
	control.deny == _denied(
		"lets its subjects run pods of their own as any account of the whole cluster",
		"high",
	) with input as _given("cluster", rule)
}

test_fail_in_namespace if {
	control.deny == _denied(
		"lets its subjects run pods of their own as any account of its namespace",
		"medium",
	) with input as _given("namespace", _rule([""], ["pods"], ["create"]))
}

test_pass[note] if {
	some note, rule in {
		"near miss: pods changed": _rule([""], ["pods"], ["update", "patch", "delete"]),
		"near miss: wrong group": _rule([""], ["deployments"], ["create"]),
		"near miss: old group": _rule(["extensions"], ["deployments"], ["create"]),
		"near miss: scaled": _rule(["apps"], ["deployments/scale"], ["update"]),
		"near miss: named": _named(["apps"], ["deployments"], ["update"], ["a"]),
		"near miss: read": _rule(["apps"], ["deployments"], ["get", "list", "watch", "delete"]),
		"near miss: evicted": _rule([""], ["pods/eviction"], ["create"]),
		"absent": {},
	}
	control.deny == set() with input as _given("cluster", rule)
	control.unknown == set() with input as _given("cluster", rule)
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
