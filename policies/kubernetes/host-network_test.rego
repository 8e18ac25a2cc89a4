package bulkhead.kubernetes.host_network_test

import data.bulkhead.kubernetes.host_network as control

_denied := {{
	"path": ["pod", "spec", "hostNetwork"],
	"message": "shares the node's network: it reaches what listens on loopback, and network policies do not hold it",
	"expected": false,
}}

test_fail if {
	control.deny == _denied with input as {"pod": {"spec": {"hostNetwork": true}}}
}

test_pass[note] if {
	some note, spec in {
		"false": {"hostNetwork": false},
		"null": {"hostNetwork": null},
		"absent": {},
		"near miss: another namespace of the node": {"hostPID": true},
	}
	control.deny == set() with input as {"pod": {"spec": spec}}
}

test_pass_without_spec if {
	control.deny == set() with input as {"pod": {}}
}
