package bulkhead.kubernetes.proc_mount_test

import data.bulkhead.kubernetes.proc_mount as control

_fault := {
	"path": ["container", "securityContext", "procMount"],
	"message": "asks for another /proc than the default",
	"expected": "Default",
}

test_fail_in_user_namespace if {
	control.deny == {_fault} with input as {
		"container": {"securityContext": {"procMount": "Unmasked"}},
		"pod": {"spec": {"hostUsers": false}},
	}
}

test_fail[value] if {
	some value in ["Unmasked", "default", ""]
	control.deny == {_fault} with input.container.securityContext.procMount as value
}

test_pass[note] if {
	some note, context in {
		"absent": {},
		"null": {"procMount": null},
		"default": {"procMount": "Default"},
		"near miss: a volume of that name": {"name": "procMount"},
	}
	control.deny == set() with input.container.securityContext as context
}

test_pass_without_security_context if {
	control.deny == set() with input as {"container": {"name": "a"}}
}

test_windows if {
	windows := {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "windows"}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "linux"}}}}
}
