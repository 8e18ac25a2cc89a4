package bulkhead.kubernetes.capability_added_test

import data.bulkhead.kubernetes.capability_added as control

_denied(i) := {
	"path": ["container", "securityContext", "capabilities", "add", i],
	"message": "adds a capability that the baseline profile does not allow",
}

test_fail[name] if {
	some name in ["NET_RAW", "SYS_ADMIN", "ALL", "CAP_CHOWN", "chown", ""]
	control.deny == {_denied(1)} with input.container.securityContext.capabilities.add as ["KILL", name]
}

test_fail_each if {
	added := ["NET_RAW", "KILL", "BPF"]
	control.deny == {_denied(0), _denied(2)} with input.container.securityContext.capabilities.add as added
}

test_pass[note] if {
	some note, context in {
		"absent": {},
		"empty": {"capabilities": {"add": []}},
		"null": {"capabilities": {"add": null}},
		"allowed": {"capabilities": {"add": ["NET_BIND_SERVICE", "CHOWN", "SYS_CHROOT", "MKNOD"]}},
		"near miss: dropped": {"capabilities": {"drop": ["NET_RAW"]}},
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
