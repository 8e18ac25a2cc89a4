package bulkhead.kubernetes.seccomp_unset_test

import data.bulkhead.kubernetes.seccomp_unset as control

_denied := {{
	"path": ["container", "securityContext", "seccompProfile", "type"],
	"message": "names no seccomp profile, and the kubelet's default is none",
	"expected": "RuntimeDefault",
}}

test_fail[note] if {
	some note, context in {
		"absent": {},
		"null": {"seccompProfile": null},
		"null type": {"seccompProfile": {"type": null}},
		"near miss: no type": {"seccompProfile": {"localhostProfile": "a.json"}},
		"near miss: another profile": {"appArmorProfile": {"type": "RuntimeDefault"}},
	}
	control.deny == _denied with input.container.securityContext as context
	control.deny == _denied with input.pod.spec.securityContext as context
}

test_fail_without_security_context if {
	control.deny == _denied with input as {"container": {"name": "a"}, "pod": {"spec": {}}}
}

test_pass[type] if {
	some type in ["RuntimeDefault", "Localhost", "Unconfined"]
	control.deny == set() with input.container.securityContext.seccompProfile.type as type
	control.deny == set() with input.pod.spec.securityContext.seccompProfile.type as type
}

test_windows if {
	windows := {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "windows"}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "linux"}}}}
}
