package bulkhead.edges.libvirt.unconfined_root_test

import data.bulkhead.edges.libvirt.unconfined_root as edge

test_root_without_any_model if {
	count(edge.deny) > 0 with input as {
		"domain": {
			"type": "kvm",
			"seclabel": [{"model": "dac", "type": "static", "label": "0:0"}],
		},
		"host": {"capabilities": {"host": {"secmodel": [{"model": "dac"}]}}},
		"state": {"active": false},
	}
}

test_root_switched_off if {
	count(edge.deny) > 0 with input as {
		"domain": {
			"type": "kvm",
			"seclabel": [
				{"model": "dac", "type": "static", "label": "0:0"},
				{"model": "selinux", "type": "none"},
			],
		},
		"host": {"capabilities": {"host": {"secmodel": [{"model": "selinux"}, {"model": "dac"}]}}},
		"state": {"active": false},
	}
}

test_root_but_labelled if {
	count(edge.deny) == 0 with input as {
		"domain": {
			"type": "kvm",
			"seclabel": [
				{"model": "dac", "type": "static", "label": "0:0"},
				{"model": "selinux", "type": "dynamic"},
			],
		},
		"host": {"capabilities": {"host": {"secmodel": [{"model": "selinux"}, {"model": "dac"}]}}},
		"state": {"active": false},
	}
}

test_own_user if {
	count(edge.deny) == 0 with input as {
		"domain": {
			"type": "kvm",
			"seclabel": [{"model": "dac", "type": "static", "label": "107:107"}],
		},
		"host": {"capabilities": {"host": {"secmodel": [{"model": "dac"}]}}},
		"state": {"active": false},
	}
}

test_host_not_known if {
	count(edge.unknown) > 0 with input as {
		"domain": {
			"type": "kvm",
			"seclabel": [{"model": "dac", "type": "static", "label": "0:0"}],
		},
		"host": {"unknown": "not-in-input", "why": "no host"},
		"state": {"unknown": "not-in-input", "why": "a file"},
	}
}

test_lxc if {
	edge.notapplicable with input as {"domain": {"type": "lxc"}}
}
