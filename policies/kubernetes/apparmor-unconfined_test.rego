package bulkhead.kubernetes.apparmor_unconfined_test

import data.bulkhead.kubernetes.apparmor_unconfined as control

_key := "container.apparmor.security.beta.kubernetes.io/a"

_own := {{
	"path": ["container", "securityContext", "appArmorProfile", "type"],
	"message": "runs without AppArmor's profile",
	"expected": "RuntimeDefault",
}}

_annotated := {{
	"path": ["pod", "metadata", "annotations", _key],
	"message": "runs without AppArmor's profile, as an annotation of the pod says",
}}

_inherited := {{
	"path": ["pod", "spec", "securityContext", "appArmorProfile", "type"],
	"message": "runs without AppArmor's profile, as it inherits from the pod",
	"expected": "RuntimeDefault",
}}

# own, annotation and pod's, each "" where not set
_input(own, annotation, of_pod) := {
	"container": {"name": "a", "securityContext": _context(own)},
	"pod": {"metadata": {"annotations": _annotations(annotation)}, "spec": {"securityContext": _context(of_pod)}},
}

_context("") := {}

_context(type) := {"appArmorProfile": {"type": type}} if type != ""

_annotations("") := {}

_annotations(value) := {_key: value} if value != ""

test_fail if {
	control.deny == _own with input as _input("Unconfined", "", "")
	control.deny == _own with input as _input("Unconfined", "runtime/default", "RuntimeDefault")
	control.deny == _annotated with input as _input("", "unconfined", "")
	control.deny == _annotated with input as _input("", "unconfined", "RuntimeDefault")
	control.deny == _inherited with input as _input("", "", "Unconfined")
	control.deny == _inherited with input as _input("", "bogus", "Unconfined")
}

test_pass if {
	control.deny == set() with input as _input("", "", "")
	control.deny == set() with input as _input("RuntimeDefault", "unconfined", "Unconfined")
	control.deny == set() with input as _input("Localhost", "", "")
	control.deny == set() with input as _input("", "runtime/default", "Unconfined")
	control.deny == set() with input as _input("", "localhost/unconfined", "Unconfined")
	control.deny == set() with input as _input("", "", "RuntimeDefault")
	control.deny == set() with input as _input("", "Unconfined", "") # not a value of the annotation
}

test_pass_near_miss_annotation_of_another_container if {
	control.deny == set() with input as {
		"container": {"name": "b"},
		"pod": {"metadata": {"annotations": {_key: "unconfined"}}},
	}
}

test_null_is_absent if {
	control.deny == _inherited with input as {
		"container": {"name": "a", "securityContext": {"appArmorProfile": null}},
		"pod": {"metadata": {"annotations": null}, "spec": {"securityContext": {"appArmorProfile": {"type": "Unconfined"}}}},
	}
}

test_pass_without_security_context if {
	control.deny == set() with input as {"container": {"name": "a"}, "pod": {}}
}

test_windows if {
	windows := {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "windows"}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "linux"}}}}
}
