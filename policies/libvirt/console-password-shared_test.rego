package bulkhead.libvirt.console_password_shared_test

import data.bulkhead.libvirt.console_password_shared as control

test_fail[note] if {
	some note, case in {"VNC": {
		"settings": {"vnc_password": {"present": true, "length": 8}},
		"deny": {{
			"path": ["machine", "libvirt", "qemu.conf", "vnc_password"],
			"message": "gives all guests one console password",
		}},
	}}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"user": "qemu"}},
		"near miss: empty, which blocks": {"qemu.conf": {"vnc_password": {"present": true, "length": 0}}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
