package bulkhead.libvirt.obsolete_setting_test

import data.bulkhead.libvirt.obsolete_setting as control

test_fail[note] if {
	some note, case in {
		"capabilities": {
			"settings": {"clear_emulator_capabilities": "1"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "clear_emulator_capabilities"],
				"message": "has a setting that libvirt gave up long ago",
			}},
		},
		"probing": {
			"settings": {"allow_disk_format_probing": "0"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "allow_disk_format_probing"],
				"message": "has a setting that libvirt gave up long ago",
			}},
		},
	}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"user": "qemu"}},
		"near miss: one of today": {"qemu.conf": {"capability_filters": []}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
