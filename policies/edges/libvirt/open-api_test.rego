package bulkhead.edges.libvirt.open_api_test

import data.bulkhead.edges.libvirt.open_api as edge

test_tcp if {
	machine := {"libvirt": {
		"libvirtd.conf": {"auth_tcp": "none", "listen_tcp": "1"},
		"units": {"libvirtd-tcp.socket": {"enabled": true}},
		"sockets": {},
	}}
	count(edge.deny) == 1 with input as {"machine": machine}
}

test_local if {
	machine := {"libvirt": {
		"libvirtd.conf": {"auth_unix_rw": "none"},
		"units": {"libvirtd.socket": {"enabled": true, "mode": "0666"}},
		"sockets": {},
	}}
	count(edge.deny) == 0 with input as {"machine": machine}
}
