package bulkhead.libvirt.helper_outside_system_test

import data.bulkhead.libvirt.helper_outside_system as control

test_fail[note] if {
	some note, case in {
		"one": {
			"settings": {"bridge_helper": "/opt/qemu/qemu-bridge-helper"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "bridge_helper"],
				"message": "starts a helper from outside the system's own directories",
			}},
		},
		"by the way of another": {
			"settings": {"pr_helper": "/usr/bin/../local/bin/pr"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "pr_helper"],
				"message": "starts a helper from outside the system's own directories",
			}},
		},
	}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"user": "qemu"}},
		"the system's": {"qemu.conf": {"bridge_helper": "/usr/lib/qemu/qemu-bridge-helper", "pr_helper": "/usr/bin/qemu-pr-helper"}},
		"near miss: not a helper": {"qemu.conf": {"memory_backing_dir": "/opt/ram"}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
