package bulkhead.edges.libvirt.console_on_network_test

import data.bulkhead.edges.libvirt.console_on_network as edge

test_nothing if {
	count(edge.deny) == 0 with input as {
		"chardev": {"type": "pty"},
		"domain": {"type": "kvm"},
		"facts": {"element": "serial"},
	}
}
