package bulkhead.edges.libvirt.unfiltered_interface_test

import data.bulkhead.edges.libvirt.unfiltered_interface as edge

test_open if {
	count(edge.deny) == 1 with input as {"interface": {"type": "bridge", "source": {"bridge": "br0"}}, "domain": {"type": "kvm"}}
}

test_user if edge.notapplicable with input as {"interface": {"type": "user"}, "domain": {"type": "kvm"}}
