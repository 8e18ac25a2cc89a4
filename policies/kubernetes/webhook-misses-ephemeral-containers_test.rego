package bulkhead.kubernetes.webhook_misses_ephemeral_containers_test

import data.bulkhead.kubernetes.webhook_misses_ephemeral_containers as control

_given(resources, mutating) := {
	"webhook": {"rules": [{"apiGroups": ["apps"], "resources": ["*/*"]}, {"apiGroups": [""], "resources": resources}]},
	"facts": {"mutating": mutating},
}

test_fail[note] if {
	some note, resources in {
		"pods": ["pods"],
		"near miss: another subresource": ["pods", "pods/exec"],
		"near miss: no subresources": ["pods", "*"],
	}
	control.deny == {{
		"path": ["webhook", "rules"],
		"message": "is asked about pods, but not about containers that are added to running ones",
	}} with input as _given(resources, false)
}

test_pass[note] if {
	some note, resources in {
		"named": ["pods", "pods/ephemeralcontainers"],
		"of all subresources": ["pods", "pods/*"],
		"everything": ["pods", "*/*"],
		"near miss: not about pods": ["services"],
	}
	control.deny == set() with input as _given(resources, false)
}

test_pass_absent if control.deny == set() with input as {"webhook": {"name": "a"}, "facts": {"mutating": false}}

test_not_applicable if {
	control.notapplicable with input as _given(["pods"], true)
	control.deny == set() with input as _given(["pods"], true)
	not control.notapplicable with input as _given(["pods"], false)
}
