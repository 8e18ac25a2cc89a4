package bulkhead.kubernetes.nodes_proxy_test

import data.bulkhead.kubernetes.nodes_proxy as control

_rule(groups, resources, verbs) := {"apiGroups": groups, "resources": resources, "verbs": verbs}

_named(groups, resources, verbs, names) := object.union(_rule(groups, resources, verbs), {"resourceNames": names})

_given(scope, rule) := {
	"role": {"rules": [_rule([""], ["pods"], ["get"]), rule]},
	"facts": {"subjects": [{}], "scope": scope},
}

test_fail[note] if {
	some note, rule in {
		"get": _rule([""], ["nodes/proxy"], ["get"]),
		"create": _rule([""], ["nodes/proxy"], ["create"]),
		"any proxy": _rule([""], ["*/proxy"], ["*"]),
		"everything": _rule(["*"], ["*"], ["*"]),
	}
	control.deny == {{
		"path": ["role", "rules", 1],
		"message": "lets its subjects run commands in any container of any node, through the kubelet",
	}} with input as _given("cluster", rule)
	control.deny == set() with input as _given("namespace", rule)
}

test_pass[note] if {
	some note, rule in {
		"near miss: metrics": _rule([""], ["nodes", "nodes/metrics", "nodes/stats"], ["*"]),
		"near miss: pods": _rule([""], ["pods/proxy", "services/proxy"], ["*"]),
		"near miss: no wildcard": _rule([""], ["nodes/*"], ["get"]),
		"near miss: named": _named([""], ["nodes/proxy"], ["get"], ["a"]),
		"near miss: deleted": _rule([""], ["nodes/proxy"], ["delete"]),
		"absent": {},
	}
	control.deny == set() with input as _given("cluster", rule)
}

test_unknown_role_gives_nothing_in_namespace if {
	given := object.union(
		object.remove(_given("namespace", {}), ["role"]),
		{"role": {"unknown": "unread", "why": "forbidden"}},
	)
	control.unknown == set() with input as given
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
