package bulkhead.kubernetes.node_named_test

import data.bulkhead.kubernetes.node_named as control

_given(name, running) := {"pod": {"spec": {"nodeName": name}}, "facts": {"running": running}}

test_fail if {
	control.deny == {{
		"path": ["pod", "spec", "nodeName"],
		"message": "names its node, so no taint keeps it off",
	}} with input as _given("node-1", false)
}

test_pass[note] if {
	some note, spec in {
		"absent": {},
		"null": {"nodeName": null},
		"empty": {"nodeName": ""},
		"near miss: a selector": {"nodeSelector": {"kubernetes.io/hostname": "node-1"}},
	}
	control.deny == set() with input as {"pod": {"spec": spec}, "facts": {"running": false}}
}

test_not_applicable if {
	control.notapplicable with input as _given("node-1", true)
	control.deny == set() with input as _given("node-1", true)
	not control.notapplicable with input as _given("node-1", false)
}
