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

_denied(own, of_pod) := denied if {
	denied := control.deny with input as {
		"container": {"securityContext": own},
		"pod": {"spec": {"securityContext": of_pod}},
		"facts": {"minor": 37},
	}
}

test_fail if {
	_denied({}, {}) == {_fault}
	_denied({"runAsNonRoot": null}, {"runAsNonRoot": null}) == {_fault}
	_denied({"runAsNonRoot": false}, {}) == {_fault}
	_denied({"runAsNonRoot": false}, {"runAsNonRoot": true}) == {_fault}
	_denied({}, {"runAsNonRoot": false}) == {_fault, _of_pod}
	_denied({"runAsNonRoot": true}, {"runAsNonRoot": false}) == {_of_pod}
	_denied({"runAsUser": 1000}, {}) == {_fault} # near miss: not root, yet not required
}

test_fail_without_security_context if {
	control.deny == {_fault} with input as {"container": {"name": "a"}, "pod": {"spec": {}}}
}

test_pass if {
	_denied({"runAsNonRoot": true}, {}) == set()
	_denied({}, {"runAsNonRoot": true}) == set()
	_denied({"runAsNonRoot": null}, {"runAsNonRoot": true}) == set()
}

test_user_namespace if {
	faulty := object.union(_faulty, {"pod": {"spec": {"hostUsers": false}}})
	control.deny == set() with input as object.union(faulty, {"facts": {"minor": 35}})
	control.unknown == set() with input as object.union(faulty, {"facts": {"minor": 35}})
	control.deny == {_fault} with input as object.union(faulty, {"facts": {"minor": 34}})
	control.deny == {_fault} with input as object.union(_faulty, {"pod": {"spec": {"hostUsers": true}}, "facts": {"minor": 37}})
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
