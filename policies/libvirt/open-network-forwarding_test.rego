package bulkhead.libvirt.open_network_forwarding_test

import data.bulkhead.libvirt.open_network_forwarding as control

test_fail if {
	control.deny == {{
		"path": ["network", "forward", "mode"],
		"message": "is forwarded without any of libvirt's firewall rules",
		"expected": "nat",
	}} with input.network as {"name": "a", "forward": {"mode": "open", "dev": "eth0"}}
}

test_pass[note] if {
	some note, network in {
		"isolated": {"name": "a"},
		"mode absent is nat": {"name": "a", "forward": {"dev": "eth0"}},
		"nat": {"name": "a", "forward": {"mode": "nat"}},
		"near miss: routed": {"name": "a", "forward": {"mode": "route"}},
	}
	control.deny == set() with input.network as network
}
