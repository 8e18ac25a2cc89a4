package bulkhead.kubernetes.creates_workloads_test

import data.bulkhead.kubernetes.creates_workloads as control

_given(scope, rule) := {
	"binding": {"roleRef": {"kind": "ClusterRole", "name": "a"}, "subjects": [{"kind": "User", "name": "jane"}]},
	"role": {"rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}, rule]},
	"facts": {"scope": scope},
}

_denied(message, severity) := {{"path": ["role", "rules", 1], "message": message, "severity": severity}}

test_fail[note] if {
	some note, rule in {
		"pods": {"apiGroups": [""], "resources": ["pods"], "verbs": ["create"]},
		"replication controllers": {"apiGroups": [""], "resources": ["replicationcontrollers"], "verbs": ["update"]},
		"deployments": {"apiGroups": ["apps"], "resources": ["deployments"], "verbs": ["patch"]},
		"daemon sets": {"apiGroups": ["apps"], "resources": ["daemonsets"], "verbs": ["create"]},
		"stateful sets": {"apiGroups": ["apps"], "resources": ["statefulsets"], "verbs": ["create"]},
		"replica sets": {"apiGroups": ["apps"], "resources": ["replicasets"], "verbs": ["create"]},
		"jobs": {"apiGroups": ["batch"], "resources": ["jobs"], "verbs": ["*"]},
		"cron jobs": {"apiGroups": ["batch"], "resources": ["*"], "verbs": ["create"]},
		"everything": {"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]},
	}
	control.deny == _denied("lets its subjects run pods of their own as any account of the whole cluster", "high") with input as _given("cluster", rule)
}

test_fail_in_namespace if {
	control.deny == _denied(
		"lets its subjects run pods of their own as any account of its namespace",
		"medium",
	) with input as _given("namespace", {"apiGroups": [""], "resources": ["pods"], "verbs": ["create"]})
}

test_pass[note] if {
	some note, rule in {
		"near miss: pods changed": {"apiGroups": [""], "resources": ["pods"], "verbs": ["update", "patch", "delete"]},
		"near miss: wrong group": {"apiGroups": [""], "resources": ["deployments"], "verbs": ["create"]},
		"near miss: old group": {"apiGroups": ["extensions"], "resources": ["deployments"], "verbs": ["create"]},
		"near miss: scaled": {"apiGroups": ["apps"], "resources": ["deployments/scale"], "verbs": ["update"]},
		"near miss: named": {"apiGroups": ["apps"], "resources": ["deployments"], "verbs": ["update"], "resourceNames": ["a"]},
		"near miss: read": {"apiGroups": ["apps"], "resources": ["deployments"], "verbs": ["get", "list", "watch", "delete"]},
		"near miss: evicted": {"apiGroups": [""], "resources": ["pods/eviction"], "verbs": ["create"]},
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
