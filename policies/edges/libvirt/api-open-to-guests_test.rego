package bulkhead.edges.libvirt.api_open_to_guests_test

import data.bulkhead.edges.libvirt.api_open_to_guests as edge

_machine := {"libvirt": {
	"libvirtd.conf": {"auth_tcp": "none", "listen_tcp": "1"},
	"units": {"libvirtd-tcp.socket": {"enabled": true}},
	"sockets": {},
}}

_local := {"libvirt": {
	"libvirtd.conf": {"auth_unix_rw": "none"},
	"units": {"libvirtd.socket": {"enabled": true, "mode": "0666"}},
	"sockets": {},
}}

test_open if count(edge.deny) == 1 with input as {"machine": _machine, "facts": {"interfaces": 1}}

test_no_interface if count(edge.deny) == 0 with input as {"machine": _machine, "facts": {}}

test_local_only if count(edge.deny) == 0 with input as {"machine": _local, "facts": {"interfaces": 1}}

test_machine_unknown if {
	unknown := {"machine": {"unknown": "not-in-input", "why": "x"}, "facts": {"interfaces": 1}}
	edge.notapplicable with input as unknown
	count(edge.unknown) == 0 with input as unknown
}
