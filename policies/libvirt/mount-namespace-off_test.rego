package bulkhead.libvirt.mount_namespace_off_test

import data.bulkhead.libvirt.mount_namespace_off as control

test_fail[note] if {
	some note, case in {"none": {
		"settings": {"namespaces": []},
		"deny": {{
			"path": ["machine", "libvirt", "qemu.conf", "namespaces"],
			"message": "shows guests' processes all of the host's devices",
			"expected": ["mount"],
		}},
	}}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"user": "qemu"}},
		"mount": {"qemu.conf": {"namespaces": ["mount"]}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
