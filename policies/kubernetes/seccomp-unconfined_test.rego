package bulkhead.kubernetes.seccomp_unconfined_test

import data.bulkhead.kubernetes.seccomp_unconfined as control

_own := ["container", "securityContext", "seccompProfile", "type"]

_inherited := ["pod", "spec", "securityContext", "seccompProfile", "type"]

_denied(path) := {{
	"path": path,
	"message": "runs without seccomp: all system calls of the shared kernel are open to it",
	"expected": "RuntimeDefault",
}}

test_fail_own[note] if {
	some note, in_pod in {
		"pod says nothing": {},
		"pod says better": {"seccompProfile": {"type": "RuntimeDefault"}},
		"pod says the same": {"seccompProfile": {"type": "Unconfined"}},
	}
	control.deny == _denied(_own) with input as {
		"container": {"securityContext": {"seccompProfile": {"type": "Unconfined"}}},
		"pod": {"spec": {"securityContext": in_pod}},
	}
}

test_fail_inherited[note] if {
	some note, container in {
		"no context": {"name": "a"},
		"no profile": {"securityContext": {}},
		"null": {"securityContext": {"seccompProfile": null}},
	}
	control.deny == _denied(_inherited) with input as {
		"container": container,
		"pod": {"spec": {"securityContext": {"seccompProfile": {"type": "Unconfined"}}}},
	}
}

test_pass[note] if {
	some note, type in {"default": "RuntimeDefault", "own profile": "Localhost"}
	control.deny == set() with input.container.securityContext.seccompProfile.type as type
	control.deny == set() with input.pod.spec.securityContext.seccompProfile.type as type
	control.deny == set() with input as {
		"container": {"securityContext": {"seccompProfile": {"type": type}}}, # the container wins
		"pod": {"spec": {"securityContext": {"seccompProfile": {"type": "Unconfined"}}}},
	}
}

test_pass_unset if {
	control.deny == set() with input as {"container": {"name": "a"}, "pod": {"spec": {}}}
}

test_windows if {
	windows := {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "windows"}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "linux"}}}}
}
