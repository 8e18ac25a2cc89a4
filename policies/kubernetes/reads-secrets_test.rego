package bulkhead.kubernetes.reads_secrets_test

import data.bulkhead.kubernetes.reads_secrets as control

_rule(groups, resources, verbs) := {"apiGroups": groups, "resources": resources, "verbs": verbs}

_named(groups, resources, verbs, names) := object.union(_rule(groups, resources, verbs), {"resourceNames": names})

_given(scope, rule) := {
	"role": {"rules": [_rule([""], ["pods"], ["get"]), rule]},
	"facts": {"subjects": [{}], "scope": scope},
}

_denied(message, severity) := {{"path": ["role", "rules", 1], "message": message, "severity": severity}}

test_fail[note] if {
	some note, rule in {
		"get": _rule([""], ["secrets"], ["get"]),
		"list": _rule([""], ["secrets"], ["list"]),
		"watch": _rule([""], ["configmaps", "secrets"], ["watch"]),
		"everything": _rule(["*"], ["*"], ["*"]),
		"no names": _named([""], ["secrets"], ["get"], []),
		"list of unnamed": _named([""], ["secrets"], ["list"], [""]),
	}
	control.deny == _denied(
		"lets its subjects read any Secret of the whole cluster",
		"high",
	) with input as _given("cluster", rule)
}

test_fail_in_namespace if {
	control.deny == _denied(
		"lets its subjects read any Secret of its namespace",
		"medium",
	) with input as _given("namespace", _rule([""], ["secrets"], ["get"]))
}

test_pass[note] if {
	some note, rule in {
		"near miss: named": _named([""], ["secrets"], ["get", "list"], ["a"]),
		"near miss: written only": _rule([""], ["secrets"], ["create", "update"]),
		"near miss: another group": _rule(["external.io"], ["secrets"], ["*"]),
		"near miss: a subresource": _rule([""], ["secrets/a", "*/a"], ["*"]),
		"near miss: no wildcard": _rule([""], ["secrets*"], ["get"]),
		"absent": {},
	}
	control.deny == set() with input as _given("cluster", rule)
	control.unknown == set() with input as _given("cluster", rule)
}

test_cluster_admin_by_name if {
	given := {
		"role": {"unknown": "not-in-input", "why": "no roles"},
		"facts": {"shippedRole": "cluster-admin", "subjects": [{}], "scope": "cluster"},
	}
	control.unknown == set() with input as given
	control.deny == {{
		"path": ["binding", "roleRef", "name"],
		"message": "lets its subjects read any Secret of the whole cluster",
		"severity": "high",
	}} with input as given
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
