package bulkhead.libvirt.host_smartcard_test

import data.bulkhead.libvirt.host_smartcard as control

test_fail[mode] if {
	some mode in ["host", "host-certificates"]
	control.deny == {{
		"path": ["chardev", "mode"],
		"message": "lets the guest sign and decrypt with the host's smartcard",
	}} with input as {"chardev": {"mode": mode}, "facts": {"element": "smartcard"}}
}

test_pass[note] if {
	some note, case in {
		"the client's": {"mode": "passthrough", "type": "spicevmc"},
		"absent": {"type": "spicevmc"},
	}
	control.deny == set() with input as {"chardev": case, "facts": {"element": "smartcard"}}
	not control.notapplicable with input as {"chardev": case, "facts": {"element": "smartcard"}}
}

test_near_miss if {
	control.deny == set() with input as {"chardev": {"mode": "host"}, "facts": {"element": "serial"}}
	control.notapplicable with input as {"chardev": {"mode": "host"}, "facts": {"element": "serial"}}
}
