package bulkhead.libvirt.host_serial_device_test

import data.bulkhead.libvirt.host_serial_device as control

test_fail if {
	control.deny == {{
		"path": ["chardev", "source", 0, "path"],
		"message": "is a device of the host's",
	}} with input.chardev as {"type": "dev", "source": [{"path": "/dev/ttyS0"}]}
}

test_pass if {
	control.deny == set() with input.chardev as {"type": "dev", "source": [{"path": "/dev/null"}]}
}

test_not_applicable[note] if {
	some note, chardev in {"absent": {}, "near miss: a pty": {"type": "pty", "source": [{"path": "/dev/pts/3"}]}}
	control.notapplicable with input.chardev as chardev
	control.deny == set() with input.chardev as chardev
}
