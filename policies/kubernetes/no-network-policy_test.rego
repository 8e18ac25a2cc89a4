package bulkhead.kubernetes.no_network_policy_test

import data.bulkhead.kubernetes.no_network_policy as control

_ingress := {
	"path": ["facts", "networkPolicies", "ingress"],
	"message": "is isolated by no network policy for ingress: what none denies may connect to it",
	"expected": true,
}

_egress := {
	"path": ["facts", "networkPolicies", "egress"],
	"message": "is isolated by no network policy for egress: it may connect to what none denies",
	"expected": true,
}

_on_node := {
	"path": ["pod", "spec", "hostNetwork"],
	"message": "shares the node's network, where network policies do not apply",
	"expected": false,
}

_input(ingress, egress) := {
	"pod": {"spec": {"hostNetwork": false}},
	"facts": {"networkPolicies": {"ingress": ingress, "egress": egress}},
}

test_fail if {
	control.deny == {_ingress} with input as _input(false, true)
	control.deny == {_egress} with input as _input(true, false)
	control.deny == {_ingress, _egress} with input as _input(false, false)
}

test_fail_on_node[note] if {
	some note, facts in {
		"selected": {"networkPolicies": {"ingress": true, "egress": true}},
		"not selected": {"networkPolicies": {"ingress": false, "egress": false}},
		"not known": {"networkPolicies": {"unknown": "unread", "why": "forbidden"}},
		"absent": {},
	}
	control.deny == {_on_node} with input as {"pod": {"spec": {"hostNetwork": true}}, "facts": facts}
	control.unknown == set() with input as {"pod": {"spec": {"hostNetwork": true}}, "facts": facts}
}

test_pass if {
	control.deny == set() with input as _input(true, true)
	control.unknown == set() with input.facts.networkPolicies as {"ingress": true, "egress": true}
	control.deny == set() with input as {
		"pod": {"spec": {"hostPID": true}}, # near miss: another namespace of the node
		"facts": {"networkPolicies": {"ingress": true, "egress": true}},
	}
}

test_unknown if {
	unread := {"pod": {"spec": {}}, "facts": {"networkPolicies": {"unknown": "unread", "why": "forbidden"}}}
	control.deny == set() with input as unread
	control.unknown == {{
		"path": ["facts", "networkPolicies"],
		"message": "forbidden",
		"reason": "unread",
	}} with input as unread
}

test_unknown_absent[note] if {
	some note, facts in {
		"none": {},
		"null": {"networkPolicies": null},
		"one direction": {"networkPolicies": {"ingress": true}},
	}
	control.deny == set() with input as {"pod": {"spec": {}}, "facts": facts}
	control.unknown == {{
		"path": ["facts", "networkPolicies"],
		"message": "the network policies that select it are not known",
		"reason": "not-in-input",
	}} with input as {"pod": {"spec": {}}, "facts": facts}
}
