package bulkhead.libvirt.console_default_exposed_test

import data.bulkhead.libvirt.console_default_exposed as control

test_fail[note] if {
	some note, case in {
		"everywhere": {
			"settings": {"vnc_listen": "0.0.0.0"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "vnc_listen"],
				"message": "puts the console of every guest that names no address on the network",
				"expected": "127.0.0.1",
			}},
		},
		"one interface": {
			"settings": {"spice_listen": "192.0.2.7"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "spice_listen"],
				"message": "puts the console of every guest that names no address on the network",
				"expected": "127.0.0.1",
			}},
		},
	}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"user": "qemu"}},
		"the loopback": {"qemu.conf": {"vnc_listen": "127.0.0.1", "spice_listen": "::1"}},
		"near miss: a socket instead": {"qemu.conf": {"vnc_listen": "0.0.0.0", "vnc_auto_unix_socket": "1"}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
