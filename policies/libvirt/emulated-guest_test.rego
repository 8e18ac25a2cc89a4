package bulkhead.libvirt.emulated_guest_test

import data.bulkhead.libvirt.emulated_guest as control

test_fail if {
	control.deny == {{
		"path": ["domain", "type"],
		"message": "is emulated in software, which QEMU does not count as isolation",
		"expected": "kvm",
	}} with input.domain as {"type": "qemu"}
}

test_pass[note] if {
	some note, domain in {
		"kvm": {"type": "kvm"},
		"another hypervisor": {"type": "xen"},
		"container": {"type": "lxc"},
		"near miss: QEMU on KVM": {"type": "kvm", "devices": {"emulator": "/usr/bin/qemu-system-x86_64"}},
		"absent": {"name": "a"},
	}
	control.deny == set() with input.domain as domain
}
