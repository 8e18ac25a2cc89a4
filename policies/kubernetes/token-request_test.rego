package bulkhead.kubernetes.token_request_test

import data.bulkhead.kubernetes.token_request as control

_rule(groups, resources, verbs) := {"apiGroups": groups, "resources": resources, "verbs": verbs}

_named(groups, resources, verbs, names) := object.union(_rule(groups, resources, verbs), {"resourceNames": names})

_given(scope, rule) := {
	"role": {"rules": [_rule([""], ["pods"], ["get"]), rule]},
	"facts": {"subjects": [{}], "scope": scope},
}

_denied(message, severity) := {{"path": ["role", "rules", 1], "message": message, "severity": severity}}

test_fail[note] if {
	some note, rule in {
		"literal": _rule([""], ["serviceaccounts/token"], ["create"]),
		"any token": _rule([""], ["*/token"], ["create"]),
		"everything": _rule(["*"], ["*"], ["*"]),
	}
	control.deny == _denied(
		"lets its subjects make tokens of any service account of the whole cluster",
		"critical",
	) with input as _given("cluster", rule)
}

test_fail_in_namespace if {
	control.deny == _denied(
		"lets its subjects make tokens of any service account of its namespace",
		"high",
	) with input as _given("namespace", _rule([""], ["serviceaccounts/token"], ["create"]))
}

test_pass[note] if {
	some note, rule in {
		"near miss: accounts": _rule([""], ["serviceaccounts"], ["*"]),
		"near miss: read": _rule([""], ["serviceaccounts/token"], ["get"]),
		"near miss: named": _named([""], ["serviceaccounts/token"], ["create"], ["a"]),
		"near miss: no wildcard": _rule([""], ["serviceaccounts/*"], ["create"]),
		"near miss: another group": _rule(["authentication.k8s.io"], ["serviceaccounts/token"], ["create"]),
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
