package bulkhead.libvirt.usb_passthrough_test

import data.bulkhead.libvirt.usb_passthrough as control

test_fail if {
	control.deny == {{
		"path": ["hostdev", "type"],
		"message": "gives the guest a USB device of the host",
	}} with input.hostdev as {"mode": "subsystem", "type": "usb", "source": {"vendor": {"id": "0x1234"}}}
}

test_pass[note] if {
	some note, hostdev in {
		"absent": {"mode": "subsystem"},
		"near miss: pci": {"mode": "subsystem", "type": "pci"},
	}
	control.deny == set() with input.hostdev as hostdev
	control.notapplicable with input.hostdev as hostdev
}
