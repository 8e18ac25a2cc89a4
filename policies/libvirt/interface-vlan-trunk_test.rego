package bulkhead.libvirt.interface_vlan_trunk_test

import data.bulkhead.libvirt.interface_vlan_trunk as control

test_fail[note] if {
	some note, vlan in {
		"a trunk": {"trunk": "yes", "tag": [{"id": "5"}]},
		"several tags": {"tag": [{"id": "5"}, {"id": "6"}]},
	}
	control.deny == {{
		"path": ["interface", "vlan", "trunk"],
		"message": "is on a trunk of several VLANs",
		"expected": "no",
	}} with input as {"interface": {"type": "bridge", "vlan": vlan}}
}

test_network if {
	control.deny == {{
		"path": ["network", "vlan", "trunk"],
		"message": "is on a trunk of several VLANs, by its network",
		"expected": "no",
	}} with input as {"interface": {"type": "network"}, "network": {"vlan": {"trunk": "yes"}}}
}

test_pass[note] if {
	some note, case in {
		"one tag": {"interface": {"type": "bridge", "vlan": {"tag": [{"id": "5"}]}}},
		"near miss: its own tag goes before its network's": {
			"interface": {"type": "network", "vlan": {"tag": [{"id": "5"}]}},
			"network": {"vlan": {"trunk": "yes"}},
		},
		"absent": {"interface": {"type": "network"}, "network": {"name": "default"}},
	}
	control.deny == set() with input as case
	control.unknown == set() with input as case
}

test_unread if {
	control.unknown == {{
		"path": ["network"],
		"message": "refused",
		"reason": "unread",
	}} with input as {"interface": {"type": "network"}, "network": {"unknown": "unread", "why": "refused"}}
}
