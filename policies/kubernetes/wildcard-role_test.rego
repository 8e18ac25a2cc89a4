package bulkhead.kubernetes.wildcard_role_test

import data.bulkhead.kubernetes.wildcard_role as control

_given(scope, rule) := {
	"role": {"rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}, rule]},
	"facts": {"subjects": [{}], "scope": scope},
}

_resources := {
	"path": ["role", "rules", 1, "resources"],
	"message": "gives rights on every resource of its API groups in the whole cluster, also on those to come",
	"severity": "high",
}

_verbs := {
	"path": ["role", "rules", 1, "verbs"],
	"message": "gives every verb on its resources in the whole cluster, also those to come",
	"severity": "medium",
}

_groups := {
	"path": ["role", "rules", 1, "apiGroups"],
	"message": "gives rights on resources of that name in every API group in the whole cluster, also in those to come",
	"severity": "medium",
}

test_fail if {
	control.deny == {_resources} with input as _given("cluster", {"apiGroups": [""], "resources": ["*"], "verbs": ["get"]})
	control.deny == {_verbs} with input as _given("cluster", {"apiGroups": [""], "resources": ["pods"], "verbs": ["get", "*"]})
	control.deny == {_groups} with input as _given("cluster", {"apiGroups": ["*"], "resources": ["pods"], "verbs": ["get"]})
	control.deny == {_resources, _verbs, _groups} with input as _given(
		"cluster",
		{"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]},
	)
}

test_fail_in_namespace if {
	control.deny == {
		{
			"path": ["role", "rules", 1, "resources"],
			"message": "gives rights on every resource of its API groups in its namespace, also on those to come",
			"severity": "medium",
		},
		{
			"path": ["role", "rules", 1, "verbs"],
			"message": "gives every verb on its resources in its namespace, also those to come",
			"severity": "low",
		},
		{
			"path": ["role", "rules", 1, "apiGroups"],
			"message": "gives rights on resources of that name in every API group in its namespace, also in those to come",
			"severity": "low",
		},
	} with input as _given("namespace", {"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]})
}

test_fail_by_name if {
	control.deny == {object.union(finding, {"path": ["binding", "roleRef", "name"]}) |
		some finding in [_resources, _verbs, _groups]
	} with input as {"facts": {"shippedRole": "cluster-admin", "subjects": [{}], "scope": "cluster"}}
}

test_pass[note] if {
	some note, rule in {
		"near miss: named": {"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"], "resourceNames": ["a"]},
		"near miss: URLs": {"nonResourceURLs": ["*"], "verbs": ["*"]},
		"near miss: a subresource": {"apiGroups": ["apps"], "resources": ["*/scale"], "verbs": ["get"]},
		"near miss: no wildcard": {"apiGroups": [""], "resources": ["pods/*"], "verbs": ["get"]},
		"near miss: no groups": {"apiGroups": [], "resources": ["*"], "verbs": ["*"]},
		"near miss: nulls": {"apiGroups": null, "resources": ["*"], "verbs": ["*"]},
		"absent": {},
	}
	control.deny == set() with input as _given("cluster", rule)
	control.unknown == set() with input as _given("cluster", rule)
}

test_unknown if {
	given := {
		"facts": {"subjects": [{}]},
		"role": {"unknown": "not-in-input", "why": "no roles"},
	}
	control.unknown == {{"path": ["role"], "message": "no roles", "reason": "not-in-input"}} with input as given
}

test_shipped_subjects_do_not_count[note] if {
	some note, subjects in {
		"shipped": [{"shipped": true}],
		"none": [],
	}
	given := object.union(
		_given("cluster", {"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}),
		{"facts": {"subjects": subjects}},
	)
	control.notapplicable with input as given
	control.deny == set() with input as given
}
