package bulkhead.libvirt.acs_check_relaxed_test

import data.bulkhead.libvirt.acs_check_relaxed as control

test_fail[note] if {
	some note, case in {"set": {
		"settings": {"relaxed_acs_check": "1"},
		"deny": {{
			"path": ["machine", "libvirt", "qemu.conf", "relaxed_acs_check"],
			"message": "gives guests PCI devices that reach each other past the IOMMU",
			"expected": "0",
		}},
	}}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"user": "qemu"}},
		"near miss: the other value": {"qemu.conf": {"relaxed_acs_check": "0"}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
