package bulkhead.libvirt.disk_locking_off_test

import data.bulkhead.libvirt.disk_locking_off as control

test_fail[note] if {
	some note, case in {
		"absent": {
			"settings": {"user": "qemu"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "lock_manager"],
				"message": "lets a second guest start on a disk that is in use",
				"expected": "lockd",
			}},
		},
		"none": {
			"settings": {"lock_manager": "nop"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "lock_manager"],
				"message": "lets a second guest start on a disk that is in use",
				"expected": "lockd",
			}},
		},
	}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"lockd": {"qemu.conf": {"lock_manager": "lockd"}},
		"near miss: sanlock": {"qemu.conf": {"lock_manager": "sanlock"}},
	}
	control.deny == set() with input.machine.libvirt as files
}

test_absent_file if count(control.deny) == 1 with input.machine.libvirt as {"libvirtd.conf": {}}
