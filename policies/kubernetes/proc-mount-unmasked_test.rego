package bulkhead.kubernetes.proc_mount_unmasked_test

import data.bulkhead.kubernetes.proc_mount_unmasked as control

_fault := {
	"path": ["container", "securityContext", "procMount"],
	"message": "sees the parts of /proc that steer the node's kernel",
	"expected": "Default",
}

_faulty := {"container": {"securityContext": {"procMount": "Unmasked"}}}

test_fail[value] if {
	some value in ["Unmasked", "default", ""]
	control.deny == {_fault} with input.container.securityContext.procMount as value
}

test_pass[note] if {
	some note, context in {
		"absent": {},
		"null": {"procMount": null},
		"default": {"procMount": "Default"},
		"near miss: a volume of that name": {"name": "procMount"},
	}
	control.deny == set() with input.container.securityContext as context
}

test_pass_without_security_context if {
	control.deny == set() with input as {"container": {"name": "a"}}
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

test_windows if {
	windows := {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "windows"}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "linux"}}}}
}
