package bulkhead.kubernetes.seccomp_profile_test

import data.bulkhead.kubernetes.seccomp_profile as control

_own := {
	"path": ["container", "securityContext", "seccompProfile", "type"],
	"message": "sets a seccomp profile that the baseline profile does not allow",
	"expected": "RuntimeDefault",
}

_of_pod := {
	"path": ["pod", "spec", "securityContext", "seccompProfile", "type"],
	"message": "is in a pod that sets a seccomp profile that the baseline profile does not allow",
	"expected": "RuntimeDefault",
}

test_fail[note] if {
	some note, profile in {
		"unconfined": {"type": "Unconfined"},
		"no type": {},
		"not a type": {"type": "runtime/default"},
	}
	control.deny == {_own} with input.container.securityContext.seccompProfile as profile
	control.deny == {_of_pod} with input.pod.spec.securityContext.seccompProfile as profile
	control.deny == {_own, _of_pod} with input as {
		"container": {"securityContext": {"seccompProfile": profile}},
		"pod": {"spec": {"securityContext": {"seccompProfile": profile}}},
	}
}

test_fail_although_the_container_replaces_it if {
	control.deny == {_of_pod} with input as {
		"container": {"securityContext": {"seccompProfile": {"type": "RuntimeDefault"}}},
		"pod": {"spec": {"securityContext": {"seccompProfile": {"type": "Unconfined"}}}},
	}
}

test_pass[note] if {
	some note, context in {
		"absent": {},
		"null": {"seccompProfile": null},
		"default": {"seccompProfile": {"type": "RuntimeDefault"}},
		"own profile": {"seccompProfile": {"type": "Localhost", "localhostProfile": "Unconfined"}},
	}
	control.deny == set() with input as {
		"container": {"securityContext": context},
		"pod": {"spec": {"securityContext": context}},
	}
}

test_windows if {
	windows := {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "windows"}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "linux"}}}}
}
