package bulkhead.libvirt.swtpm_as_root_test

import data.bulkhead.libvirt.swtpm_as_root as control

test_fail[note] if {
	some note, case in {
		"by name": {
			"settings": {"swtpm_user": "root"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "swtpm_user"],
				"message": "runs guests' TPMs as root",
				"expected": "tss",
			}},
		},
		"by number": {
			"settings": {"swtpm_user": "0"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "swtpm_user"],
				"message": "runs guests' TPMs as root",
				"expected": "tss",
			}},
		},
	}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"user": "qemu"}},
		"tss": {"qemu.conf": {"swtpm_user": "tss"}},
		"near miss: the group alone": {"qemu.conf": {"swtpm_group": "root"}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
