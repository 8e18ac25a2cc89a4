package bulkhead.kubernetes.vm_passthrough_test

import data.bulkhead.kubernetes.vm_passthrough as control

test_fail if {
	path := ["virtualmachine", "spec", "domain", "devices"]
	control.deny == {
		{"path": array.concat(path, ["gpus", 0]), "message": "has a device of the node"},
		{"path": array.concat(path, ["hostDevices", 0]), "message": "has a device of the node"},
		{"path": array.concat(path, ["interfaces", 1, "sriov"]), "message": "has a function of the node's network card"},
		{
			"path": array.concat(path, ["clientPassthrough"]),
			"message": "takes USB devices from whoever may open its console",
			"severity": "low",
		},
	} with input.virtualmachine.spec.domain.devices as {
		"gpus": [{"name": "a"}],
		"hostDevices": [{"name": "b"}],
		"interfaces": [{"name": "c", "masquerade": {}}, {"name": "d", "sriov": {}}],
		"clientPassthrough": {},
	}
}

test_pass[note] if {
	some note, devices in {
		"absent": {},
		"null": {"gpus": null, "hostDevices": null, "interfaces": null, "clientPassthrough": null},
		"empty": {"gpus": [], "hostDevices": [], "interfaces": []},
		"near miss: a bridge": {"interfaces": [{"name": "sriov", "bridge": {}}]},
	}
	control.deny == set() with input.virtualmachine.spec.domain.devices as devices
}

test_pass_absent if control.deny == set() with input as {"virtualmachine": {"spec": {"domain": {}}}}

test_fail_function if {
	control.deny == {{
		"path": ["virtualmachine", "spec", "domain", "devices", "interfaces", 0, "sriov"],
		"message": "has a function of the node's network card",
	}} with input.virtualmachine.spec.domain.devices as {"interfaces": [{"name": "sriov", "sriov": {}}]}
}
