package bulkhead.libvirt.lxc_host_device_test

import data.bulkhead.libvirt.lxc_host_device as control

test_fail[kind] if {
	some kind in ["misc", "storage"]
	control.deny == {{
		"path": ["hostdev", "type"],
		"message": "gives the container a device of the host's kernel",
	}} with input.hostdev as {"mode": "capabilities", "type": kind}
}

test_pass[note] if {
	some note, hostdev in {
		"near miss: an interface": {"mode": "capabilities", "type": "net"},
		"a guest's": {"mode": "subsystem", "type": "usb"},
		"absent": {"type": "usb"},
	}
	control.deny == set() with input.hostdev as hostdev
	control.notapplicable with input.hostdev as hostdev
}

test_says_nothing if control.deny == set() with input as {}
