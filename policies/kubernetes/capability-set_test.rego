package bulkhead.kubernetes.capability_set_test

import data.bulkhead.kubernetes.capability_set as control

_kept := {
	"path": ["container", "securityContext", "capabilities", "drop"],
	"message": "does not drop ALL capabilities",
	"expected": ["ALL"],
}

_added(i) := {
	"path": ["container", "securityContext", "capabilities", "add", i],
	"message": "adds a capability that the restricted profile does not allow",
}

test_fail_kept[note] if {
	some note, context in {
		"absent": {},
		"null": {"capabilities": null},
		"some": {"capabilities": {"drop": ["NET_RAW"]}},
		"near miss: lower case": {"capabilities": {"drop": ["all"]}},
		"near miss: prefix": {"capabilities": {"drop": ["CAP_ALL"]}},
	}
	control.deny == {_kept} with input.container.securityContext as context
}

test_fail_without_security_context if {
	control.deny == {_kept} with input as {"container": {"name": "a"}}
}

test_fail_added if {
	control.deny == {_added(1)} with input.container.securityContext.capabilities as {
		"drop": ["ALL"],
		"add": ["NET_BIND_SERVICE", "CHOWN"],
	}
}

test_fail_both if {
	control.deny == {_kept, _added(0)} with input.container.securityContext.capabilities.add as ["KILL"]
}

test_pass[note] if {
	some note, capabilities in {
		"all": {"drop": ["ALL"]},
		"all and more": {"drop": ["KILL", "ALL"], "add": null},
		"one added": {"drop": ["ALL"], "add": ["NET_BIND_SERVICE"]},
	}
	control.deny == set() with input.container.securityContext.capabilities as capabilities
}

test_windows if {
	windows := {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "windows"}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "linux"}}}}
}
