package bulkhead.edges.libvirt.screen_on_network_test

import data.bulkhead.edges.libvirt.screen_on_network as edge

test_everywhere if {
	graphics := {"type": "vnc", "listen": [{"type": "address", "address": "0.0.0.0"}]}
	count(edge.deny) == 1 with input as {"graphics": graphics, "domain": {"type": "kvm"}}
}

_spice(graphics, machine) := {
	"graphics": object.union({"type": "spice"}, graphics),
	"domain": {"type": "kvm"},
	"machine": {"libvirt": {"qemu.conf": machine}},
}

test_spice_everywhere if {
	count(edge.deny) == 1 with input as _spice({"listen": [{"type": "address", "address": "::"}]}, {})
}

test_spice_at_home if {
	graphics := {"listen": [{"type": "address", "address": "127.0.0.1"}]}
	count(edge.deny) == 0 with input as _spice(graphics, {"spice_listen": "0.0.0.0"})
}

test_spice_as_qemu_conf_says if {
	count(edge.deny) == 1 with input as _spice({}, {"spice_listen": "0.0.0.0"})
	count(edge.deny) == 0 with input as _spice({}, {"spice_listen": "0.0.0.0", "spice_auto_unix_socket": "1"})
	count(edge.deny) == 0 with input as _spice({}, {})
}

test_spice_of_a_host_that_is_not_known if {
	graphics := {"type": "spice"}
	unknown := {"unknown": "not-in-input", "why": "x"}
	count(edge.unknown) == 1 with input as {"graphics": graphics, "domain": {"type": "kvm"}, "machine": unknown}
}

test_local_window if edge.notapplicable with input as {"graphics": {"type": "sdl"}, "domain": {"type": "kvm"}}
