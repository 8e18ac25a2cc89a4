package bulkhead.kubernetes.run_as_non_root_test

import data.bulkhead.kubernetes.run_as_non_root as control

_fault := {
	"path": ["container", "securityContext", "runAsNonRoot"],
	"message": "does not require a user other than root",
	"expected": true,
}

_of_pod := {
	"path": ["pod", "spec", "securityContext", "runAsNonRoot"],
	"message": "is in a pod that does not require a user other than root",
	"expected": true,
}

_faulty := {"container": {"securityContext": {"runAsNonRoot": false}}}

_input(own, of_pod) := {
	"container": {"securityContext": own},
	"pod": {"spec": {"securityContext": of_pod}},
	"facts": {"minor": 37},
}

test_fail if {
	control.deny == {_fault} with input as _input({}, {})
	control.deny == {_fault} with input as _input({"runAsNonRoot": null}, {"runAsNonRoot": null})
	control.deny == {_fault} with input as _input({"runAsNonRoot": false}, {})
	control.deny == {_fault} with input as _input({"runAsNonRoot": false}, {"runAsNonRoot": true})
	control.deny == {_fault, _of_pod} with input as _input({}, {"runAsNonRoot": false})
	control.deny == {_of_pod} with input as _input({"runAsNonRoot": true}, {"runAsNonRoot": false})
	control.deny == {_fault} with input as _input({"runAsUser": 1000}, {}) # near miss: not root, yet not required
}

test_fail_without_security_context if {
	control.deny == {_fault} with input as {"container": {"name": "a"}, "pod": {"spec": {}}}
}

test_pass if {
	control.deny == set() with input as _input({"runAsNonRoot": true}, {})
	control.deny == set() with input as _input({}, {"runAsNonRoot": true})
	control.deny == set() with input as _input({"runAsNonRoot": null}, {"runAsNonRoot": true})
}

test_user_namespace if {
	faulty := object.union(_faulty, {"pod": {"spec": {"hostUsers": false}}})
	control.deny == set() with input as object.union(faulty, {"facts": {"minor": 35}})
	control.unknown == set() with input as object.union(faulty, {"facts": {"minor": 35}})
	control.deny == {_fault} with input as object.union(faulty, {"facts": {"minor": 34}})
	control.deny == {_fault} with input as object.union(_faulty, {
		"pod": {"spec": {"hostUsers": true}},
		"facts": {"minor": 37},
	})
}

test_user_namespace_and_version_unknown[note] if {
	some note, facts in {
		"unknown": {"minor": {"unknown": "not-in-input", "why": "the version of Kubernetes is not known"}},
		"absent": {},
	}
	faulty := object.union(_faulty, {"pod": {"spec": {"hostUsers": false}}, "facts": facts})
	control.deny == set() with input as faulty
	control.unknown == {{
		"path": _fault.path,
		"message": "the version of Kubernetes is not known",
		"reason": "not-in-input",
	}} with input as faulty
	control.deny == {_fault} with input as object.union(_faulty, {"facts": facts})
	control.unknown == set() with input as object.union(_faulty, {"facts": facts})
}
