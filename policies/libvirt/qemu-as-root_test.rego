package bulkhead.libvirt.qemu_as_root_test

import data.bulkhead.libvirt.qemu_as_root as control

test_fail[note] if {
	some note, case in {
		"by name": {
			"settings": {"user": "root"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "user"],
				"message": "runs guests' processes as root",
			}},
		},
		"by number": {
			"settings": {"user": "+0"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "user"],
				"message": "runs guests' processes as root",
			}},
		},
		"the group": {
			"settings": {"user": "qemu", "group": "0"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "group"],
				"message": "runs guests' processes in root's group",
				"severity": "high",
			}},
		},
	}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"seccomp_sandbox": "1"}},
		"another": {"qemu.conf": {"user": "qemu", "group": "+107"}},
		"near miss: a name that begins so": {"qemu.conf": {"user": "rootless"}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
