package bulkhead.kubernetes.no_memory_limit_test

import data.bulkhead.kubernetes.no_memory_limit as control

_denied := {{
	"path": ["container", "resources", "limits", "memory"],
	"message": "may take all of the node's memory",
}}

test_fail[note] if {
	some note, resources in {
		"absent": {},
		"null": {"limits": null},
		"null limit": {"limits": {"memory": null}},
		"zero": {"limits": {"memory": "0"}},
		"zero with unit": {"limits": {"memory": "0.0Mi"}},
		"zero with exponent": {"limits": {"memory": "0e9"}},
		"zero as number": {"limits": {"memory": 0}},
		"near miss: a request": {"requests": {"memory": "64Mi"}},
		"near miss: another resource": {"limits": {"cpu": "1", "ephemeral-storage": "1Gi"}},
	}
	some type in ["container", "init", "sidecar"]
	control.deny == _denied with input as {
		"container": {"resources": resources},
		"pod": {"spec": {"resources": resources}},
		"facts": {"type": type},
	}
}

test_fail_without_resources if {
	control.deny == _denied with input as {"container": {"name": "a"}, "pod": {"spec": {}}}
}

test_pass[quantity] if {
	some quantity in ["64Mi", "1", "0.5Gi", ".5Gi", "1e9", "100", "+1Gi", 134217728, 0.5]
	control.deny == set() with input.container.resources.limits.memory as quantity
	control.deny == set() with input.pod.spec.resources.limits.memory as quantity
}

test_limit_range if {
	given := {"container": {"name": "a"}, "facts": {"type": "container", "limitRange": {"memory": "512Mi"}}}
	control.deny == set() with input as given
	control.unknown == set() with input as given
	control.deny == _denied with input as given with input.facts.limitRange.memory as "0"
	control.deny == set() with input as given with input.facts.limitRange.memory as 1000

	# It changes nothing of what the container says.
	control.deny == _denied with input as given with input.container.resources.limits.memory as "0"
	control.deny == _denied with input as given with input.container.resources.limits.memory as null
	control.deny == set() with input as given with input.container.resources.limits.cpu as "1"
}

test_limit_range_unread if {
	unread := {"container": {"name": "a"}, "facts": {"limitRange": {"unknown": "unread", "why": "forbidden"}}}
	control.deny == set() with input as unread
	control.unknown == {{"path": ["facts", "limitRange"], "message": "forbidden", "reason": "unread"}} with input as unread
	control.deny == _denied with input as unread with input.container.resources.limits.memory as "0"
	control.unknown == set() with input as unread with input.container.resources.limits.memory as "0"
	control.unknown == set() with input as unread with input.container.resources.limits.memory as "1"
	control.unknown == set() with input as unread with input.pod.spec.resources.limits.memory as "1"
	control.unknown == set() with input as unread with input.facts.type as "ephemeral"
}

test_limit_range_not_in_input if {
	file := {"container": {"name": "a"}, "facts": {"limitRange": {"unknown": "not-in-input", "why": "no namespace"}}}
	control.unknown == set() with input as file
	control.deny == {{
		"path": ["container", "resources", "limits", "memory"],
		"message": concat(" ", [
			"may take all of the node's memory, unless a LimitRange of its namespace gives a limit:",
			"none is in the input, and none is assumed",
		]),
	}} with input as file
	control.deny == _denied with input as file with input.container.resources.limits.memory as "0"
	control.deny == set() with input as file with input.container.resources.limits.memory as "1"
}

test_ephemeral if {
	ephemeral := {"container": {"name": "a"}, "facts": {"type": "ephemeral"}}
	control.deny == set() with input as ephemeral
	control.notapplicable with input as ephemeral
	not control.notapplicable with input as {"container": {"name": "a"}, "facts": {"type": "init"}}
}
