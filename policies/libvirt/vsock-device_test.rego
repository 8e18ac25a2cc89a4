package bulkhead.libvirt.vsock_device_test

import data.bulkhead.libvirt.vsock_device as control

test_fail if {
	control.deny == {{
		"path": ["domain", "devices", "vsock"],
		"message": "has a socket to the host's processes, past all networks",
	}} with input.domain.devices as {"vsock": {"model": "virtio", "cid": {"auto": "yes"}}}
}

test_pass[note] if {
	some note, devices in {"absent": {}, "near miss: a channel": {"channel": [{"type": "unix"}]}}
	control.deny == set() with input.domain.devices as devices
}
