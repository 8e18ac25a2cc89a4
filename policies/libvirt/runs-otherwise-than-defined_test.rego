package bulkhead.libvirt.runs_otherwise_than_defined_test

import data.bulkhead.libvirt.runs_otherwise_than_defined as control

test_fail if {
	facts := {"nextStart": ["disk vdb", "seclabel"]}
	control.deny == {{
		"path": ["facts", "nextStart"],
		"message": "runs otherwise than it will after its next start",
	}} with input.state as {"active": true} with input.facts as facts
}

test_pass[note] if {
	some note, facts in {"absent": {}, "near miss: nothing differs": {"nextStart": []}}
	control.deny == set() with input.state as {"active": true} with input.facts as facts
	not control.notapplicable with input.state as {"active": true} with input.facts as facts
}

test_all_pass if count(test_pass) == 2

test_unknown if {
	state := {"unknown": "unread", "why": "denied"}
	count(control.unknown) == 1 with input.state as state with input.facts as {}
}

test_unknown_definition if {
	facts := {"nextStart": {"unknown": "unread", "why": "denied"}}
	control.deny == set() with input.state as {"active": true} with input.facts as facts
	count(control.unknown) == 1 with input.state as {"active": true} with input.facts as facts
}

test_not_applicable[note] if {
	some note, state in {"file": {"unknown": "not-in-input", "why": "a file"}, "off": {"active": false}}
	control.notapplicable with input.state as state with input.facts as {}
}
