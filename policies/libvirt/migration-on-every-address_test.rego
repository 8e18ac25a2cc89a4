package bulkhead.libvirt.migration_on_every_address_test

import data.bulkhead.libvirt.migration_on_every_address as control

test_fail[note] if {
	some note, case in {
		"absent": {
			"settings": {"user": "qemu"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "migration_address"],
				"message": "takes guests over on every address that it has",
			}},
		},
		"everywhere": {
			"settings": {"migration_address": "::"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "migration_address"],
				"message": "takes guests over on every address that it has",
			}},
		},
	}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"one address": {"qemu.conf": {"migration_address": "192.0.2.5"}},
		"near miss: a host name": {"qemu.conf": {"migration_address": "hv1.example"}},
	}
	control.deny == set() with input.machine.libvirt as files
}

test_absent_file if count(control.deny) == 1 with input.machine.libvirt as {"libvirtd.conf": {}}
