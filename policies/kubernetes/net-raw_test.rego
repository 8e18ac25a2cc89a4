package bulkhead.kubernetes.net_raw_test

import data.bulkhead.kubernetes.net_raw as control

_kept := {
	"path": ["container", "securityContext", "capabilities", "drop"],
	"message": "keeps the capability to forge packets, which most runtimes give unasked",
	"expected": ["ALL"],
}

test_fail[note] if {
	some note, capabilities in {
		"absent": {},
		"null": {"drop": null},
		"none dropped": {"drop": []},
		"near miss: another": {"drop": ["NET_ADMIN", "CAP_ALL"]},
	}
	control.deny == {_kept} with input.container.securityContext.capabilities as capabilities
}

test_fail_without_context if control.deny == {_kept} with input as {"container": {"name": "a"}, "pod": {"spec": {}}}

test_fail_added[name] if {
	some name in ["NET_RAW", "CAP_NET_RAW", "all"]
	control.deny == {{
		"path": ["container", "securityContext", "capabilities", "add", 0],
		"message": "adds the capability to forge packets",
	}} with input.container.securityContext.capabilities as {"add": [name], "drop": ["ALL"]}
}

test_pass[name] if {
	some name in ["ALL", "all", "NET_RAW", "cap_net_raw"]
	control.deny == set() with input.container.securityContext.capabilities as {"add": ["NET_BIND_SERVICE"], "drop": [name]}
}

test_not_applicable if {
	windows := {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "windows"}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "linux"}}}}
}
