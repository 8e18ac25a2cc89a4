package bulkhead.kubernetes.everyone_bound_test

import data.bulkhead.kubernetes.everyone_bound as control

_given(scope, group, rule) := {
	"role": {"rules": [rule]},
	"facts": {"subjects": [{}, {"kind": "Group", "name": group}], "scope": scope},
}

_rule(resources, verbs) := {"apiGroups": [""], "resources": resources, "verbs": verbs}

_denied(message, severity) := {{"path": ["binding", "subjects", 1, "name"], "message": message, "severity": severity}}

test_fail[group] if {
	some group, message in {
		"system:authenticated": "gives rights to everyone with any credential",
		"system:serviceaccounts": "gives rights to every service account of the cluster",
		"system:serviceaccounts:shop": "gives rights to every service account of a namespace",
	}
	control.deny == _denied(message, "critical") with input as _given("cluster", group, _rule(["pods"], ["create"]))
	control.deny == _denied(message, "critical") with input as _given("cluster", group, _rule(["secrets"], ["list"]))
	control.deny == _denied(message, "medium") with input as _given("cluster", group, _rule(["pods"], ["list"]))
	control.deny == _denied(message, "high") with input as _given("namespace", group, _rule(["pods"], ["create"]))
	control.deny == _denied(message, "low") with input as _given("namespace", group, _rule(["pods"], ["get"]))
}

test_fail_by_address if {
	rule := {"nonResourceURLs": ["/metrics"], "verbs": ["get"]}
	control.deny == _denied("gives rights to everyone with any credential", "medium") with input as _given(
		"cluster",
		"system:authenticated",
		rule,
	)
	control.deny == set() with input as _given("namespace", "system:authenticated", rule)
}

test_pass[note] if {
	some note, rule in {
		"near miss: no verbs": _rule(["pods"], []),
		"near miss: no resources": _rule([], ["get"]),
		"absent": {},
	}
	control.deny == set() with input as _given("cluster", "system:authenticated", rule)
	control.unknown == set() with input as _given("cluster", "system:authenticated", rule)
}

test_other_subjects_do_not_count[name] if {
	some name in ["system:nodes", "system:unauthenticated", "authenticated", "system:serviceaccount:a:b"]
	given := _given("cluster", name, _rule(["pods"], ["create"]))
	control.deny == set() with input as given
	control.notapplicable with input as given
}

test_as_shipped if {
	given := object.union(
		_given("cluster", "system:authenticated", _rule(["pods"], ["create"])),
		{"facts": {"subjects": [{}, {"kind": "Group", "name": "system:authenticated", "shipped": true}]}},
	)
	control.deny == set() with input as given
	control.notapplicable with input as given
}

test_unknown if {
	role := {"unknown": "unread", "why": "forbidden"}
	given := object.union(object.remove(_given("cluster", "system:authenticated", {}), ["role"]), {"role": role})
	control.deny == set() with input as given
	control.unknown == {{"path": ["role"], "message": "forbidden", "reason": "unread"}} with input as given
}
