package bulkhead.libvirt.seccomp_sandbox_off_test

import data.bulkhead.libvirt.seccomp_sandbox_off as control

test_fail if {
	control.deny == {{
		"path": ["machine", "libvirt", "qemu.conf", "seccomp_sandbox"],
		"message": "starts QEMU without its seccomp sandbox",
		"expected": "1",
	}} with input.machine.libvirt as {"qemu.conf": {"seccomp_sandbox": "0"}}
}

test_pass[note] if {
	some note, files in {
		"on": {"qemu.conf": {"seccomp_sandbox": "1"}},
		"near miss: left to QEMU": {"qemu.conf": {"seccomp_sandbox": "-1"}},
		"absent setting": {"qemu.conf": {"namespaces": []}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
