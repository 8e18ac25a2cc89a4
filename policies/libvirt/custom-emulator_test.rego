package bulkhead.libvirt.custom_emulator_test

import data.bulkhead.libvirt.custom_emulator as control

test_fail[emulator] if {
	some emulator in [
		"/opt/qemu/bin/qemu-system-x86_64",
		"/tmp/qemu",
		"/usr/../tmp/qemu",
		"/usr/bin/../../home/a/qemu",
		"//home//usr/bin/qemu",
		"/usrlocal/qemu",
		"qemu-system-x86_64",
		"usr/bin/qemu-system-x86_64",
		"/usr",
	]
	control.deny == {{
		"path": ["domain", "devices", "emulator"],
		"message": "runs in a program from outside /usr",
	}} with input.domain as {"type": "kvm", "devices": {"emulator": emulator}}
}

test_pass[note] if {
	some note, emulator in {
		"Debian's": "/usr/bin/qemu-system-x86_64",
		"Fedora's": "/usr/libexec/qemu-kvm",
		"container's": "/usr/lib/libvirt/libvirt_lxc",
		"near miss: dots that stay inside": "/usr/share/../bin/./qemu-system-x86_64",
		"near miss: double slash": "//usr//bin/qemu-system-x86_64",
		"empty is libvirt's default": "",
	}
	control.deny == set() with input.domain as {"type": "kvm", "devices": {"emulator": emulator}}
}

test_pass_absent if {
	control.deny == set() with input.domain as {"type": "kvm", "devices": {"disk": []}}
}
