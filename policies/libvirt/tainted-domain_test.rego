package bulkhead.libvirt.tainted_domain_test

import data.bulkhead.libvirt.tainted_domain as control

_running(messages) := {"active": true, "messages": messages}

test_fail[note] if {
	some note, test in {
		"arguments": ["custom configuration parameters specified", "medium"],
		"monitor": ["custom monitor control commands issued", "high"],
		"deprecated": ["use of deprecated configuration settings", "low"],
	}
	state := _running(["deprecated configuration: machine type 'x'", concat("", ["tainted: ", test[0]])])
	control.deny == {{
		"path": ["state", "messages", 1],
		"message": concat("", ["runs tainted: ", test[0]]),
		"severity": test[1],
	}} with input.state as state
}

test_all_fail if count(test_fail) == 3

test_pass[note] if {
	some note, state in {
		"none": _running([]),
		"absent": {"active": true},
		"near miss: deprecated alone": _running(["deprecated configuration: machine type 'x'"]),
	}
	control.deny == set() with input.state as state
	control.unknown == set() with input.state as state
	not control.notapplicable with input.state as state
}

test_all_pass if count(test_pass) == 3

test_unknown[note] if {
	some note, state in {
		"state unread": {"unknown": "unread", "why": "denied"},
		"messages unread": {"active": true, "messages": {"unknown": "unread", "why": "denied"}},
	}
	control.deny == set() with input.state as state
	count(control.unknown) == 1 with input.state as state
}

test_all_unknown if count(test_unknown) == 2

test_not_applicable[note] if {
	some note, state in {"file": {"unknown": "not-in-input", "why": "a file"}, "off": {"active": false}}
	control.notapplicable with input.state as state
}
