package bulkhead.libvirt.device_cgroup_off_test

import data.bulkhead.libvirt.device_cgroup_off as control

test_fail[note] if {
	some note, case in {
		"others": {
			"settings": {"cgroup_controllers": ["cpu", "memory"]},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "cgroup_controllers"],
				"message": "does not hold guests' processes to their devices",
			}},
		},
		"none": {
			"settings": {"cgroup_controllers": []},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "cgroup_controllers"],
				"message": "does not hold guests' processes to their devices",
			}},
		},
	}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"user": "qemu"}},
		"devices": {"qemu.conf": {"cgroup_controllers": ["cpu", "devices", "memory"]}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
