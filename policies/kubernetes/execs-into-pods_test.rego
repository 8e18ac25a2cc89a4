package bulkhead.kubernetes.execs_into_pods_test

import data.bulkhead.kubernetes.execs_into_pods as control

_given(scope, rule) := {
	"binding": {"roleRef": {"kind": "ClusterRole", "name": "a"}, "subjects": [{"kind": "User", "name": "jane"}]},
	"role": {"rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}, rule]},
	"facts": {"scope": scope, "minor": 35},
}

_denied(message, severity) := {{"path": ["role", "rules", 1], "message": message, "severity": severity}}

test_fail[note] if {
	some note, rule in {
		"exec": {"apiGroups": [""], "resources": ["pods/exec"], "verbs": ["create"]},
		"attach": {"apiGroups": [""], "resources": ["pods/attach"], "verbs": ["create"]},
		"ephemeral containers": {"apiGroups": [""], "resources": ["pods/ephemeralcontainers"], "verbs": ["patch"]},
		"any exec": {"apiGroups": [""], "resources": ["*/exec"], "verbs": ["*"]},
		"everything": {"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]},
	}
	control.deny == _denied("lets its subjects run commands in any pod of the whole cluster", "high") with input as _given("cluster", rule)
}

test_fail_in_namespace if {
	control.deny == _denied(
		"lets its subjects run commands in any pod of its namespace",
		"medium",
	) with input as _given("namespace", {"apiGroups": [""], "resources": ["pods/exec"], "verbs": ["create"]})
}

test_pass[note] if {
	some note, rule in {
		"near miss: get is not enough": {"apiGroups": [""], "resources": ["pods/exec", "pods/attach"], "verbs": ["get"]},
		"near miss: logs": {"apiGroups": [""], "resources": ["pods/log"], "verbs": ["get", "create"]},
		"near miss: pods": {"apiGroups": [""], "resources": ["pods"], "verbs": ["*"]},
		"near miss: no wildcard": {"apiGroups": [""], "resources": ["pods/*"], "verbs": ["*"]},
		"near miss: named": {"apiGroups": [""], "resources": ["pods/exec"], "verbs": ["create"], "resourceNames": ["a"]},
		"absent": {},
	}
	control.deny == set() with input as _given("cluster", rule)
	control.unknown == set() with input as _given("cluster", rule)
}

test_get_by_version if {
	given := _given("cluster", {"apiGroups": [""], "resources": ["pods/exec"], "verbs": ["get"]})
	control.deny == set() with input as given
	control.deny == _denied(
		"lets its subjects run commands in any pod of the whole cluster",
		"high",
	) with input as given with input.facts.minor as 34
	control.unknown == {{
		"path": ["role", "rules", 1],
		"message": "the version of Kubernetes is not known",
		"reason": "not-in-input",
	}} with input as given with input.facts as {"scope": "cluster"}
	control.unknown == {{
		"path": ["role", "rules", 1],
		"message": "timed out",
		"reason": "unread",
	}} with input as given with input.facts.minor as {"unknown": "unread", "why": "timed out"}
}

test_create_without_version if {
	given := _given("cluster", {"apiGroups": [""], "resources": ["pods/exec"], "verbs": ["create", "get"]})
	control.unknown == set() with input as given with input.facts as {"scope": "cluster"}
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
