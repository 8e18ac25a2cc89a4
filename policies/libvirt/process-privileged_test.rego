package bulkhead.libvirt.process_privileged_test

import data.bulkhead.libvirt.process_privileged as control

test_root if {
	control.deny == {{
		"path": ["process", "user"],
		"message": "runs as root",
		"severity": "critical",
	}} with input.process as {"user": "root", "capabilities": "000001ffffffffff"}
}

test_capabilities if {
	control.deny == {{
		"path": ["process", "capabilities"],
		"message": "runs with capabilities of root",
		"expected": "0000000000000000",
	}} with input.process as {"user": "libvirt-qemu", "capabilities": "0000000000020000"}
}

test_pass[note] if {
	some note, process in {
		"without": {"user": "libvirt-qemu", "capabilities": "0000000000000000"},
		"near miss: a user called like it": {"user": "rooted", "capabilities": "0000000000000000"},
		"absent": {"user": "libvirt-qemu"},
	}
	control.deny == set() with input.process as process
}
