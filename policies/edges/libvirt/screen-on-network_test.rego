package bulkhead.edges.libvirt.screen_on_network_test

import data.bulkhead.edges.libvirt.screen_on_network as edge

test_everywhere if {
	graphics := {"type": "vnc", "listen": [{"type": "address", "address": "0.0.0.0"}]}
	count(edge.deny) == 1 with input as {"graphics": graphics, "domain": {"type": "kvm"}}
}

test_spice if edge.notapplicable with input as {"graphics": {"type": "spice"}, "domain": {"type": "kvm"}}
