package bulkhead.kubernetes.apparmor_profile_test

import data.bulkhead.kubernetes.apparmor_profile as control

_prefix := "container.apparmor.security.beta.kubernetes.io"

_own := {
	"path": ["container", "securityContext", "appArmorProfile", "type"],
	"message": "sets an AppArmor profile that the baseline profile does not allow",
	"expected": "RuntimeDefault",
}

_of_pod := {
	"path": ["pod", "spec", "securityContext", "appArmorProfile", "type"],
	"message": "is in a pod that sets an AppArmor profile that the baseline profile does not allow",
	"expected": "RuntimeDefault",
}

_annotated(key) := {
	"path": ["pod", "metadata", "annotations", key],
	"message": "is in a pod with an AppArmor annotation that the baseline profile does not allow",
	"expected": "runtime/default",
}

test_fail[note] if {
	some note, profile in {"unconfined": {"type": "Unconfined"}, "no type": {}}
	control.deny == {_own} with input.container.securityContext.appArmorProfile as profile
	control.deny == {_of_pod} with input.pod.spec.securityContext.appArmorProfile as profile
}

test_fail_although_the_container_replaces_it if {
	control.deny == {_of_pod} with input as {
		"container": {"securityContext": {"appArmorProfile": {"type": "RuntimeDefault"}}},
		"pod": {"spec": {"securityContext": {"appArmorProfile": {"type": "Unconfined"}}}},
	}
}

test_fail_annotation[value] if {
	some value in ["unconfined", "Runtime/Default", "localhost", "runtime/default2"]
	key := concat("/", [_prefix, "a"])
	control.deny == {_annotated(key)} with input.pod.metadata.annotations as {key: value, "b": "unconfined"}
}

test_pass_annotation[value] if {
	some value in [null, "", "runtime/default", "localhost/", "localhost/a"]
	control.deny == set() with input.pod.metadata.annotations as {concat("/", [_prefix, "a"]): value}
}

test_pass[note] if {
	some note, context in {
		"absent": {},
		"null": {"appArmorProfile": null},
		"default": {"appArmorProfile": {"type": "RuntimeDefault"}},
		"own profile": {"appArmorProfile": {"type": "Localhost", "localhostProfile": "a"}},
	}
	control.deny == set() with input as {
		"container": {"securityContext": context},
		"pod": {"spec": {"securityContext": context}},
	}
}

test_pass_near_miss_annotation if {
	control.deny == set() with input.pod.metadata.annotations as {_prefix: "unconfined", "apparmor": "unconfined"}
}

test_windows if {
	windows := {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "windows"}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "linux"}}}}
}
