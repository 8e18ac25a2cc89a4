package bulkhead.kubernetes.cluster_admin_bound_test

import data.bulkhead.kubernetes.cluster_admin_bound as control

_rule(groups, resources, verbs) := {"apiGroups": groups, "resources": resources, "verbs": verbs}

_named(groups, resources, verbs, names) := object.union(_rule(groups, resources, verbs), {"resourceNames": names})

_given(scope, rule) := {
	"role": {"rules": [_rule([""], ["pods"], ["get"]), rule]},
	"facts": {"subjects": [{}], "scope": scope},
}

_denied(message, severity) := {{"path": ["role", "rules", 1], "message": message, "severity": severity}}

test_fail_by_name[note] if {
	some note, role in {
		"known": {"rules": [_rule(["*"], ["*"], ["*"])]},
		"unknown": {"unknown": "not-in-input", "why": "no roles"},
		"absent": {},
	}
	given := {
		"role": role,
		"facts": {"shippedRole": "cluster-admin", "subjects": [{"shipped": true}, {}]},
	}
	control.unknown == set() with input as given
	control.deny == {{
		"path": ["binding", "subjects", 1, "name"],
		"message": "gives every right in the whole cluster to a subject that Kubernetes does not bind so",
		"severity": "critical",
	}} with input as given with input.facts.scope as "cluster"
	control.deny == {{
		"path": ["binding", "subjects", 1, "name"],
		"message": "gives every right in its namespace to a subject that Kubernetes does not bind so",
		"severity": "high",
	}} with input as given with input.facts.scope as "namespace"
}

test_fail_by_rule if {
	rule := _rule(["*"], ["*"], ["get", "*"])
	control.deny == _denied(
		"gives every right in the whole cluster to a subject that Kubernetes does not bind so",
		"critical",
	) with input as _given("cluster", rule)
	control.deny == _denied(
		"gives every right in its namespace to a subject that Kubernetes does not bind so",
		"high",
	) with input as _given("namespace", rule)
}

test_everyone_counts[name] if {
	some name in ["system:authenticated", "system:unauthenticated", "system:serviceaccounts", "system:serviceaccounts:kube-system"]
	given := object.union(
		_given("cluster", _rule(["*"], ["*"], ["*"])),
		{"facts": {"subjects": [{"kind": "Group", "name": name}]}},
	)
	control.deny == _denied(
		"gives every right in the whole cluster to a subject that Kubernetes does not bind so",
		"critical",
	) with input as given
}

test_pass_namesake if {
	given := object.union(_given("namespace", {}), {"binding": {"roleRef": {"kind": "Role", "name": "cluster-admin"}}})
	control.deny == set() with input as given
}

test_pass_as_shipped if {
	given := {"facts": {"scope": "cluster", "shippedRole": "cluster-admin", "subjects": [{"shipped": true}]}}
	control.deny == set() with input as given
	control.notapplicable with input as given
}

test_pass[note] if {
	some note, rule in {
		"near miss: one group": _rule([""], ["*"], ["*"]),
		"near miss: reads all": _rule(["*"], ["*"], ["get", "list", "watch"]),
		"near miss: one resource": _rule(["*"], ["pods"], ["*"]),
		"near miss: named": _named(["*"], ["*"], ["*"], ["a"]),
		"near miss: URLs": {"nonResourceURLs": ["*"], "verbs": ["*"]},
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

test_fail_by_a_rule_that_was_added if {
	given := object.union(
		_given("cluster", _rule(["*"], ["*"], ["*"])),
		{"facts": {"subjects": [{"shipped": true}], "addedRules": [1]}},
	)
	control.deny == _denied(
		"gives every right in the whole cluster to a subject that Kubernetes does not bind so",
		"critical",
	) with input as given
	control.deny == set() with input as object.union(given, {"facts": {"addedRules": [0]}})
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
