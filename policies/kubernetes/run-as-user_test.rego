package bulkhead.kubernetes.run_as_user_test

import data.bulkhead.kubernetes.run_as_user as control

_fault := {"path": ["container", "securityContext", "runAsUser"], "message": "names uid 0 as its user"}

_of_pod := {
	"path": ["pod", "spec", "securityContext", "runAsUser"],
	"message": "is in a pod that names uid 0 as its user",
}

_faulty := {"container": {"securityContext": {"runAsUser": 0}}}

_input(own, of_pod) := {
	"container": {"securityContext": own},
	"pod": {"spec": {"securityContext": of_pod}},
	"facts": {"minor": 37},
}

test_fail if {
	control.deny == {_fault} with input as _input({"runAsUser": 0}, {})
	control.deny == {_of_pod} with input as _input({}, {"runAsUser": 0})
	control.deny == {_fault, _of_pod} with input as _input({"runAsUser": 0}, {"runAsUser": 0})
	control.deny == {_of_pod} with input as _input({"runAsUser": 1000}, {"runAsUser": 0})
}

test_pass if {
	control.deny == set() with input as _input({}, {})
	control.deny == set() with input as _input({"runAsUser": null}, {"runAsUser": null})
	control.deny == set() with input as _input({"runAsUser": 1000}, {"runAsUser": 1})
	control.deny == set() with input as _input({"runAsGroup": 0}, {"fsGroup": 0}) # near miss: groups
}

test_pass_without_security_context if {
	control.deny == set() with input as {"container": {"name": "a"}, "pod": {"spec": {}}}
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
