package bulkhead.kubernetes.tolerates_everything_test

import data.bulkhead.kubernetes.tolerates_everything as control

_denied(severity) := {{
	"path": ["pod", "spec", "tolerations", 1],
	"message": "tolerates every taint, so it may run on nodes that are kept for others",
	"severity": severity,
}}

test_fail[toleration] if {
	some toleration in [
		{"operator": "Exists"},
		{"operator": "Exists", "key": null, "effect": ""},
		{"operator": "Exists", "key": "", "effect": "NoSchedule"},
	]
	control.deny == _denied("medium") with input.pod.spec.tolerations as [{"key": "a", "operator": "Exists"}, toleration]
	control.deny == _denied("low") with input.pod.spec.tolerations as [{"key": "a", "operator": "Exists"}, toleration]
		with input.facts.workload as "DaemonSet"
}

test_pass[note] if {
	some note, tolerations in {
		"null": null,
		"none": [],
		"one taint": [{"key": "tenant", "operator": "Equal", "value": "a"}],
		"near miss: any value": [{"key": "tenant", "operator": "Exists"}],
		"near miss: no key, but Equal": [{"operator": "Equal"}],
		"near miss: only stays": [{"operator": "Exists", "effect": "NoExecute"}],
	}
	control.deny == set() with input.pod.spec.tolerations as tolerations
}

test_pass_absent if control.deny == set() with input as {"pod": {"spec": {}}}
