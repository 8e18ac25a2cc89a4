package bulkhead.kubernetes.host_pid_test

import data.bulkhead.kubernetes.host_pid as control

_denied := {{
	"path": ["pod", "spec", "hostPID"],
	"message": "shares the node's process namespace: it sees all processes of the node",
	"expected": false,
}}

test_fail if {
	control.deny == _denied with input as {"pod": {"spec": {"hostPID": true}}}
}

test_pass[note] if {
	some note, spec in {
		"false": {"hostPID": false},
		"null": {"hostPID": null},
		"absent": {},
		"near miss: another namespace of the node": {"hostIPC": true},
	}
	control.deny == set() with input as {"pod": {"spec": spec}}
}

test_pass_without_spec if {
	control.deny == set() with input as {"pod": {}}
}

test_windows if {
	control.notapplicable with input as {"pod": {"spec": {"os": {"name": "windows"}}}}
	not control.notapplicable with input as {"pod": {"spec": {"os": {"name": "linux"}}}}
}
