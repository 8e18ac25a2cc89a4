package bulkhead.edges.libvirt.local_api_test

import data.bulkhead.edges.libvirt.local_api as edge

test_local if {
	machine := {"libvirt": {
		"libvirtd.conf": {"auth_unix_rw": "none"},
		"units": {"libvirtd.socket": {"enabled": true, "mode": "0666"}},
		"sockets": {},
	}}
	count(edge.deny) == 1 with input as {"machine": machine}
}

test_default if {
	machine := {"libvirt": {"libvirtd.conf": {}, "units": {"libvirtd.socket": {"enabled": true}}, "sockets": {}}}
	count(edge.deny) == 0 with input as {"machine": machine}
}
