package bulkhead.libvirt.host_input_device_test

import data.bulkhead.libvirt.host_input_device as control

test_fail[kind] if {
	some kind in ["evdev", "passthrough"]
	control.deny == {{
		"path": ["domain", "devices", "input", 1, "type"],
		"message": "reads a keyboard, mouse or other input device of the host",
	}} with input.domain.devices.input as [{"type": "tablet", "bus": "usb"}, {"type": kind}]
}

test_pass[note] if {
	some note, devices in {
		"absent": {},
		"near miss: emulated": {"input": [{"type": "keyboard", "bus": "ps2"}, {"type": "tablet", "bus": "usb"}]},
	}
	control.deny == set() with input.domain.devices as devices
}
