package bulkhead.libvirt.device_open_to_guests_test

import data.bulkhead.libvirt.device_open_to_guests as control

test_fail[note] if {
	some note, case in {"a drive": {
		"settings": {"cgroup_device_acl": ["/dev/null", "/dev/sda"]},
		"deny": {{
			"path": ["machine", "libvirt", "qemu.conf", "cgroup_device_acl", 1],
			"message": "lets every guest's process open one more device of the host's",
		}},
	}}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"user": "qemu"}},
		"near miss: one of the default": {"qemu.conf": {"cgroup_device_acl": ["/dev/null", "/dev/kvm"]}},
		"nothing": {"qemu.conf": {"cgroup_device_acl": []}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
