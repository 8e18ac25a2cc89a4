package bulkhead.libvirt.memory_in_core_dumps_by_default_test

import data.bulkhead.libvirt.memory_in_core_dumps_by_default as control

test_fail[note] if {
	some note, case in {"set": {
		"settings": {"dump_guest_core": "1"},
		"deny": {{
			"path": ["machine", "libvirt", "qemu.conf", "dump_guest_core"],
			"message": "has guests' memory written into core dumps",
			"expected": "0",
		}},
	}}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"user": "qemu"}},
		"near miss: the other value": {"qemu.conf": {"dump_guest_core": "0"}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
