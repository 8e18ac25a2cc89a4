package bulkhead.kubernetes.execs_into_pods_test

import data.bulkhead.kubernetes.execs_into_pods as control

_rule(groups, resources, verbs) := {"apiGroups": groups, "resources": resources, "verbs": verbs}

_named(groups, resources, verbs, names) := object.union(_rule(groups, resources, verbs), {"resourceNames": names})

_given(scope, rule) := {
	"role": {"rules": [_rule([""], ["pods"], ["get"]), rule]},
	"facts": {"subjects": [{}], "scope": scope, "minor": 35},
}

_denied(message, severity) := {{"path": ["role", "rules", 1], "message": message, "severity": severity}}

test_fail[note] if {
	some note, rule in {
		"exec": _rule([""], ["pods/exec"], ["create"]),
		"attach": _rule([""], ["pods/attach"], ["create"]),
		"ephemeral containers": _rule([""], ["pods/ephemeralcontainers"], ["patch"]),
		"another image": _rule([""], ["pods"], ["patch"]),
		"any exec": _rule([""], ["*/exec"], ["*"]),
		"everything": _rule(["*"], ["*"], ["*"]),
	}
	control.deny == _denied(
		"lets its subjects run commands in any pod of the whole cluster",
		"high",
	) with input as _given("cluster", rule)
}

test_fail_in_namespace if {
	control.deny == _denied(
		"lets its subjects run commands in any pod of its namespace",
		"medium",
	) with input as _given("namespace", _rule([""], ["pods/exec"], ["create"]))
}

test_pass[note] if {
	some note, rule in {
		"near miss: get is not enough": _rule([""], ["pods/exec", "pods/attach"], ["get"]),
		"near miss: logs": _rule([""], ["pods/log"], ["get", "create"]),
		"near miss: pods": _rule([""], ["pods"], ["create", "get", "delete"]),
		"near miss: no wildcard": _rule([""], ["pods/*"], ["*"]),
		"near miss: named": _named([""], ["pods/exec"], ["create"], ["a"]),
		"absent": {},
	}
	control.deny == set() with input as _given("cluster", rule)
	control.unknown == set() with input as _given("cluster", rule)
}

test_get_by_version if {
	given := _given("cluster", _rule([""], ["pods/exec"], ["get"]))
	control.deny == set() with input as given
	control.deny == _denied(
		"lets its subjects run commands in any pod of the whole cluster",
		"high",
	) with input as given with input.facts.minor as 34
	control.unknown == {{
		"path": ["role", "rules", 1],
		"message": "the version of Kubernetes is not known",
		"reason": "not-in-input",
	}} with input as given with input.facts as {"scope": "cluster", "subjects": [{}]}
	control.unknown == {{
		"path": ["role", "rules", 1],
		"message": "timed out",
		"reason": "unread",
	}} with input as given with input.facts.minor as {"unknown": "unread", "why": "timed out"}
}

test_create_without_version if {
	given := _given("cluster", _rule([""], ["pods/exec"], ["create", "get"]))
	control.unknown == set() with input as given with input.facts as {"scope": "cluster", "subjects": [{}]}
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
