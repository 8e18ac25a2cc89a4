package bulkhead.libvirt.user_mode_network_test

import data.bulkhead.libvirt.user_mode_network as control

test_fail[note] if {
	some note, interface in {
		"absent backend": {"type": "user"},
		"passt": {"type": "user", "backend": {"type": "passt"}},
	}
	control.deny == {{
		"path": ["interface", "type"],
		"message": "is on the network as the host itself, and reaches its loopback",
	}} with input.interface as interface
}

test_pass[note] if {
	some note, interface in {"a network": {"type": "network"}, "absent": {}, "near miss: udp": {"type": "udp"}}
	control.deny == set() with input.interface as interface
}
