package bulkhead.libvirt.security_driver_off_test

import data.bulkhead.libvirt.security_driver_off as control

test_fail[note] if {
	some note, case in {
		"a text": {
			"settings": {"security_driver": "none"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "security_driver"],
				"message": "confines no guest by SELinux or AppArmor",
			}},
		},
		"a list": {
			"settings": {"security_driver": ["none"]},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "security_driver"],
				"message": "confines no guest by SELinux or AppArmor",
			}},
		},
	}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"user": "qemu"}},
		"near miss: an empty list is the default": {"qemu.conf": {"security_driver": []}},
		"a module": {"qemu.conf": {"security_driver": "apparmor"}},
		"modules": {"qemu.conf": {"security_driver": ["selinux", "dac"]}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
