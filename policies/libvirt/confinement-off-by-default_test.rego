package bulkhead.libvirt.confinement_off_by_default_test

import data.bulkhead.libvirt.confinement_off_by_default as control

test_fail[note] if {
	some note, case in {"set": {
		"settings": {"security_default_confined": "0"},
		"deny": {{
			"path": ["machine", "libvirt", "qemu.conf", "security_default_confined"],
			"message": "runs guests unconfined that have no label of their own",
			"expected": "1",
		}},
	}}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"user": "qemu"}},
		"near miss: the other value": {"qemu.conf": {"security_default_confined": "1"}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
