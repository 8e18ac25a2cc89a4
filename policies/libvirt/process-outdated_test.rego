package bulkhead.libvirt.process_outdated_test

import data.bulkhead.libvirt.process_outdated as control

test_fail if {
	control.deny == {{
		"path": ["process", "replaced"],
		"message": "runs a QEMU that has been removed or updated since",
		"expected": false,
	}} with input.process.replaced as true
}

test_pass[note] if {
	some note, process in {
		"installed": {"replaced": false},
		"near miss: its text": {"replaced": "true"},
		"absent": {},
	}
	control.deny == set() with input.process as process
}
