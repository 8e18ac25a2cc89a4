package bulkhead.kubernetes.writable_root_filesystem_test

import data.bulkhead.kubernetes.writable_root_filesystem as control

_denied := {{
	"path": ["container", "securityContext", "readOnlyRootFilesystem"],
	"message": "may write to its own root file system",
	"expected": true,
}}

test_fail[note] if {
	some note, context in {
		"false": {"readOnlyRootFilesystem": false},
		"null": {"readOnlyRootFilesystem": null},
		"absent": {},
		"near miss: read-only volumes": {"readOnly": true},
	}
	control.deny == _denied with input.container.securityContext as context
}

test_fail_without_security_context if {
	control.deny == _denied with input as {"container": {"name": "a"}}
}

test_fail_as_pods_have_no_such_field if {
	control.deny == _denied with input as {"pod": {"spec": {"securityContext": {"readOnlyRootFilesystem": true}}}}
}

test_pass if {
	control.deny == set() with input.container.securityContext.readOnlyRootFilesystem as true
}

test_windows if {
	windows := {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "windows"}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "linux"}}}}
}
