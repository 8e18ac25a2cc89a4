package bulkhead.kubernetes.privileged_container_test

import data.bulkhead.kubernetes.privileged_container as control

_denied := {{
	"path": ["container", "securityContext", "privileged"],
	"message": "runs privileged: nothing stands between it and the node",
	"expected": false,
}}

test_fail if {
	control.deny == _denied with input as {"container": {"securityContext": {"privileged": true}}}
}

test_pass[note] if {
	some note, context in {
		"false": {"privileged": false},
		"absent": {},
		"near miss: every capability, yet not privileged": {"capabilities": {"add": ["ALL"]}},
	}
	control.deny == set() with input as {"container": {"securityContext": context}}
}

test_pass_without_security_context if {
	control.deny == set() with input as {"container": {"name": "a"}}
}
