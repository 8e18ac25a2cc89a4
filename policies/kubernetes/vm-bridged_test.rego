package bulkhead.kubernetes.vm_bridged_test

import data.bulkhead.kubernetes.vm_bridged as control

test_fail if {
	control.deny == {
		{
			"path": ["virtualmachine", "spec", "domain", "devices", "interfaces", 0, "bridge"],
			"message": "is bridged, so the guest sends what addresses it likes",
		},
		{
			"path": ["virtualmachine", "spec", "networks", 1, "multus"],
			"message": "is on a network that network policies do not cover",
		},
	} with input.virtualmachine.spec as {
		"domain": {"devices": {"interfaces": [{"name": "a", "bridge": {}}]}},
		"networks": [{"name": "a", "pod": {}}, {"name": "b", "multus": {"networkName": "vlan"}}],
	}
}

test_pass[note] if {
	some note, spec in {
		"absent": {},
		"null": {"networks": null, "domain": {"devices": {"interfaces": null}}},
		"near miss: on the pod network": {
			"networks": [{"name": "bridge", "pod": {}}],
			"domain": {"devices": {"interfaces": [{"name": "bridge", "masquerade": {}}]}},
		},
	}
	control.deny == set() with input as {"virtualmachine": {"spec": spec}}
}

test_fail_bridge_alone if {
	control.deny == {{
		"path": ["virtualmachine", "spec", "domain", "devices", "interfaces", 0, "bridge"],
		"message": "is bridged, so the guest sends what addresses it likes",
	}} with input.virtualmachine.spec as {
		"networks": [{"name": "bridge", "pod": {}}],
		"domain": {"devices": {"interfaces": [{"name": "bridge", "bridge": {}}]}},
	}
}
