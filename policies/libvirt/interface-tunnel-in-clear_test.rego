package bulkhead.libvirt.interface_tunnel_in_clear_test

import data.bulkhead.libvirt.interface_tunnel_in_clear as control

test_fail[note] if {
	some note, interface in {
		"client": {"type": "client", "source": {"@address": "192.0.2.2", "port": "5558"}},
		"mcast": {"type": "mcast", "source": {"@address": "230.0.0.1", "port": "5558"}},
		"server": {"type": "server", "source": {"@address": "0.0.0.0", "port": "5558"}},
		"udp": {"type": "udp", "source": {"@address": "192.0.2.2", "port": "11115"}},
		"absent address": {"type": "server", "source": {"port": "5558"}},
	}
	control.deny == {{
		"path": ["interface", "type"],
		"message": "carries the guest's frames over the network, encrypted by nothing and open to whoever sends some",
	}} with input.interface as interface
}

test_pass if {
	interface := {"type": "server", "source": {"@address": "127.0.0.1", "port": "5558"}}
	control.deny == set() with input.interface as interface
	not control.notapplicable with input.interface as interface
}

test_near_miss if {
	control.deny == set() with input.interface as {"type": "user", "source": {"@address": "192.0.2.2"}}
	control.notapplicable with input.interface as {"type": "user", "source": {"@address": "192.0.2.2"}}
}

test_says_nothing if control.deny == set() with input as {}
