package bulkhead.kubernetes.vm_host_channel_test

import data.bulkhead.kubernetes.vm_host_channel as control

test_fail if {
	control.deny == {
		{
			"path": ["virtualmachine", "spec", "domain", "devices", "autoattachVSOCK"],
			"message": "has a socket to the node",
			"expected": false,
		},
		{"path": ["virtualmachine", "spec", "domain", "devices", "downwardMetrics"], "message": "is told about the node"},
		{"path": ["virtualmachine", "spec", "volumes", 0, "downwardMetrics"], "message": "is told about the node"},
	} with input.virtualmachine.spec as {
		"domain": {"devices": {"autoattachVSOCK": true, "downwardMetrics": {}}},
		"volumes": [{"name": "a", "downwardMetrics": {}}],
	}
}

test_pass[note] if {
	some note, spec in {
		"absent": {},
		"null": {"domain": {"devices": {"autoattachVSOCK": null, "downwardMetrics": null}}, "volumes": null},
		"off": {"domain": {"devices": {"autoattachVSOCK": false}}},
		"near miss: another volume": {"volumes": [{"name": "downwardMetrics", "emptyDisk": {}}]},
	}
	control.deny == set() with input as {"virtualmachine": {"spec": spec}}
}

test_fail_socket_alone if {
	control.deny == {{
		"path": ["virtualmachine", "spec", "domain", "devices", "autoattachVSOCK"],
		"message": "has a socket to the node",
		"expected": false,
	}} with input.virtualmachine.spec as {"domain": {"devices": {"autoattachVSOCK": true}}}
}
