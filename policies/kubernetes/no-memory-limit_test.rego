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

test_ephemeral if {
	ephemeral := {"container": {"name": "a"}, "facts": {"type": "ephemeral"}}
	control.deny == set() with input as ephemeral
	control.notapplicable with input as ephemeral
	not control.notapplicable with input as {"container": {"name": "a"}, "facts": {"type": "init"}}
}
