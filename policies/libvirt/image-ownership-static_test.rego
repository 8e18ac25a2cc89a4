package bulkhead.libvirt.image_ownership_static_test

import data.bulkhead.libvirt.image_ownership_static as control

test_fail[note] if {
	some note, case in {"set": {
		"settings": {"dynamic_ownership": "0"},
		"deny": {{
			"path": ["machine", "libvirt", "qemu.conf", "dynamic_ownership"],
			"message": "leaves the owners and modes of guests' images to others",
			"expected": "1",
		}},
	}}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"user": "qemu"}},
		"near miss: the other value": {"qemu.conf": {"dynamic_ownership": "1"}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
