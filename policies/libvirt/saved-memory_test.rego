package bulkhead.libvirt.saved_memory_test

import data.bulkhead.libvirt.saved_memory as control

test_fail if {
	control.deny == {{
		"path": ["state", "managedSave"],
		"message": "is kept with its memory in clear",
		"expected": false,
	}} with input.state as {"active": false, "managedSave": true}
}

test_pass[note] if {
	some note, state in {"not saved": {"active": false, "managedSave": false}, "absent": {"active": true}}
	control.deny == set() with input.state as state
	control.unknown == set() with input.state as state
	not control.notapplicable with input.state as state
}

test_all_pass if count(test_pass) == 2

test_unknown[note] if {
	some note, state in {
		"state unread": {"unknown": "unread", "why": "denied"},
		"list unread": {"active": false, "managedSave": {"unknown": "unread", "why": "denied"}},
	}
	control.deny == set() with input.state as state
	count(control.unknown) == 1 with input.state as state
}

test_all_unknown if count(test_unknown) == 2

test_not_applicable if control.notapplicable with input.state as {"unknown": "not-in-input", "why": "a file"}
