package bulkhead.libvirt.capability_filters_test

import data.bulkhead.libvirt.capability_filters as control

test_fail[note] if {
	some note, case in {"one": {
		"settings": {"capability_filters": ["rbd"]},
		"deny": {{
			"path": ["machine", "libvirt", "qemu.conf", "capability_filters"],
			"message": "hides features of QEMU's from libvirt",
		}},
	}}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"user": "qemu"}},
		"near miss: none": {"qemu.conf": {"capability_filters": []}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
