package bulkhead.kubernetes.system_priority_test

import data.bulkhead.kubernetes.system_priority as control

_given(class, namespace) := {"pod": {"spec": {"priorityClassName": class}}, "facts": {"namespace": namespace}}

test_fail[class] if {
	some class in ["system-cluster-critical", "system-node-critical"]
	control.deny == {{
		"path": ["pod", "spec", "priorityClassName"],
		"message": "has a priority of system components, so it pushes others off a full node",
	}} with input as _given(class, "shop")
}

test_pass if {
	control.deny == set() with input as {"pod": {"spec": {}}, "facts": {"namespace": "shop"}}
	control.deny == set() with input as _given(null, "shop")
	control.deny == set() with input as _given("system-critical", "shop")
}

test_unknown if {
	nowhere := {"unknown": "not-in-input", "why": "no namespace"}
	control.deny == set() with input as _given("system-node-critical", nowhere)
	control.unknown == {{
		"path": ["facts", "namespace"],
		"message": "no namespace",
		"reason": "not-in-input",
	}} with input as _given("system-node-critical", nowhere)
	control.unknown == set() with input as _given("high", nowhere)
}

test_not_applicable if {
	control.notapplicable with input as _given("system-node-critical", "kube-system")
	control.deny == set() with input as _given("system-node-critical", "kube-system")
	not control.notapplicable with input as _given("system-node-critical", "shop")
}
