package bulkhead.kubernetes.privilege_escalation_test

import data.bulkhead.kubernetes.privilege_escalation as control

_denied := {{
	"path": ["container", "securityContext", "allowPrivilegeEscalation"],
	"message": "may gain more rights than its parent process has",
	"expected": false,
}}

test_fail[note] if {
	some note, context in {
		"true": {"allowPrivilegeEscalation": true},
		"null": {"allowPrivilegeEscalation": null},
		"absent": {},
		"near miss: not privileged": {"privileged": false},
	}
	control.deny == _denied with input.container.securityContext as context
}

test_fail_without_security_context if {
	control.deny == _denied with input as {"container": {"name": "a"}}
}

test_fail_as_pods_have_no_such_field if {
	control.deny == _denied with input as {"pod": {"spec": {"securityContext": {"allowPrivilegeEscalation": false}}}}
}

test_pass if {
	control.deny == set() with input.container.securityContext.allowPrivilegeEscalation as false
}

test_windows if {
	windows := {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "windows"}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "linux"}}}}
}
