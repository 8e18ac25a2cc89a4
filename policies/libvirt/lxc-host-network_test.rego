package bulkhead.libvirt.lxc_host_network_test

import data.bulkhead.libvirt.lxc_host_network as control

_host := {"path": ["domain", "features", "privnet"], "message": "is in the host's network namespace"}

test_host[note] if {
	some note, domain in {
		"absent": {"type": "lxc", "devices": {}},
		"another device": {"type": "lxc", "devices": {"hostdev": [{"mode": "capabilities", "type": "misc"}]}},
	}
	control.deny == {_host} with input.domain as domain
}

test_shared[element] if {
	some element, what in {"lxc:shareipc": "IPC", "lxc:sharenet": "network", "lxc:shareuts": "host name"}
	control.deny == {{
		"path": ["domain", "lxc:namespace", element],
		"message": sprintf("shares the %s of another container or process", [what]),
		"severity": "medium",
	}} with input.domain as {
		"type": "lxc",
		"features": {"privnet": {}},
		"devices": {},
		"lxc:namespace": {element: {"type": "name", "value": "other"}},
	}
}

test_shared_network_alone if {
	domain := {"type": "lxc", "devices": {}, "lxc:namespace": {"lxc:sharenet": {"type": "netns", "value": "red"}}}
	count(control.deny) == 1 with input.domain as domain
	not _host in control.deny with input.domain as domain
}

test_pass[note] if {
	some note, domain in {
		"private": {"type": "lxc", "features": {"privnet": {}}, "devices": {}},
		"a card": {"type": "lxc", "devices": {"hostdev": [{"mode": "capabilities", "type": "net"}]}},
	}
	control.deny == set() with input.domain as domain
	not control.notapplicable with input.domain as domain
}

test_own_interface if {
	control.deny == set() with input as {"domain": {"type": "lxc", "devices": {}}, "facts": {"interfaces": 1}}
	control.deny == {_host} with input as {"domain": {"type": "lxc", "devices": {}}, "facts": {"interfaces": 0}}
}

test_near_miss if {
	control.notapplicable with input.domain as {"type": "kvm", "devices": {}}
	control.deny == set() with input.domain as {"type": "kvm", "devices": {}}
}
