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
_denied(own, annotation, of_pod) := denied if {
	denied := control.deny with input as {
		"container": {"name": "a", "securityContext": _context(own)},
		"pod": {"metadata": {"annotations": _annotations(annotation)}, "spec": {"securityContext": _context(of_pod)}},
	}
}

_context("") := {}

_context(type) := {"appArmorProfile": {"type": type}} if type != ""

_annotations("") := {}

_annotations(value) := {_key: value} if value != ""

test_fail if {
	_denied("Unconfined", "", "") == _own
	_denied("Unconfined", "runtime/default", "RuntimeDefault") == _own
	_denied("", "unconfined", "") == _annotated
	_denied("", "unconfined", "RuntimeDefault") == _annotated
	_denied("", "", "Unconfined") == _inherited
	_denied("", "bogus", "Unconfined") == _inherited
}

test_pass if {
	_denied("", "", "") == set()
	_denied("RuntimeDefault", "unconfined", "Unconfined") == set()
	_denied("Localhost", "", "") == set()
	_denied("", "runtime/default", "Unconfined") == set()
	_denied("", "localhost/unconfined", "Unconfined") == set()
	_denied("", "", "RuntimeDefault") == set()
	_denied("", "Unconfined", "") == set() # not a value of the annotation
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
