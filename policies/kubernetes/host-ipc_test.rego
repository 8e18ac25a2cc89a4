package bulkhead.kubernetes.host_ipc_test

import data.bulkhead.kubernetes.host_ipc as control

_denied := {{
	"path": ["pod", "spec", "hostIPC"],
	"message": "shares the node's IPC namespace: it reaches shared memory of the node's processes",
	"expected": false,
}}

test_fail if {
	control.deny == _denied with input as {"pod": {"spec": {"hostIPC": true}}}
}

test_pass[note] if {
	some note, spec in {
		"false": {"hostIPC": false},
		"null": {"hostIPC": null},
		"absent": {},
		"near miss: another namespace of the node": {"hostPID": true},
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
