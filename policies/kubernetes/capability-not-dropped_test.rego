package bulkhead.kubernetes.capability_not_dropped_test

import data.bulkhead.kubernetes.capability_not_dropped as control

_denied := {{
	"path": ["container", "securityContext", "capabilities", "drop"],
	"message": "keeps capabilities that the runtime gives unasked",
	"expected": ["ALL"],
}}

test_fail[note] if {
	some note, context in {
		"absent": {},
		"null": {"capabilities": {"drop": null}},
		"empty": {"capabilities": {"drop": []}},
		"some": {"capabilities": {"drop": ["NET_RAW", "MKNOD"]}},
		"near miss: a prefix": {"capabilities": {"drop": ["CAP_ALL"]}},
		"near miss: added": {"capabilities": {"add": ["ALL"]}},
	}
	control.deny == _denied with input.container.securityContext as context
}

test_fail_without_security_context if {
	control.deny == _denied with input as {"container": {"name": "a"}}
}

test_pass[name] if {
	some name in ["ALL", "all"]
	control.deny == set() with input.container.securityContext.capabilities.drop as ["NET_RAW", name]
}

test_pass_with_one_added if {
	control.deny == set() with input.container.securityContext.capabilities as {
		"drop": ["ALL"],
		"add": ["NET_BIND_SERVICE"],
	}
}

test_windows if {
	windows := {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "windows"}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "linux"}}}}
}
