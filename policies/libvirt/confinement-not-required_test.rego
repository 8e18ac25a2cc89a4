package bulkhead.libvirt.confinement_not_required_test

import data.bulkhead.libvirt.confinement_not_required as control

test_fail[note] if {
	some note, case in {
		"absent": {
			"settings": {"user": "qemu"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "security_require_confined"],
				"message": "lets a guest ask to be unconfined",
				"expected": "1",
			}},
		},
		"off": {
			"settings": {"security_require_confined": "0"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "security_require_confined"],
				"message": "lets a guest ask to be unconfined",
				"expected": "1",
			}},
		},
	}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {"on": {"qemu.conf": {"security_require_confined": "1"}}}
	control.deny == set() with input.machine.libvirt as files
}

test_absent_file if {
	control.deny == {{
		"path": ["machine", "libvirt", "qemu.conf", "security_require_confined"],
		"message": "lets a guest ask to be unconfined",
		"expected": "1",
	}} with input.machine.libvirt as {"libvirtd.conf": {}}
}
