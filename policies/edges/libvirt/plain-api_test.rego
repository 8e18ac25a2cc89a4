package bulkhead.edges.libvirt.plain_api_test

import data.bulkhead.edges.libvirt.plain_api as edge

test_tcp if {
	machine := {"libvirt": {"libvirtd.conf": {}, "units": {"libvirtd-tcp.socket": {"enabled": true}}, "sockets": {}}}
	count(edge.deny) == 1 with input as {"machine": machine}
}

test_off if {
	count(edge.deny) == 0 with input as {"machine": {"libvirt": {"libvirtd.conf": {}, "units": {}, "sockets": {}}}}
}
