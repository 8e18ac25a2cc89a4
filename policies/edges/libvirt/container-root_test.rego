package bulkhead.edges.libvirt.container_root_test

import data.bulkhead.edges.libvirt.container_root as edge

test_no_map if {
	count(edge.deny) > 0 with input as {"domain": {"type": "lxc"}}
}

test_mapped if {
	count(edge.deny) == 0 with input as {"domain": {"type": "lxc", "idmap": {"uid": [{"start": "0", "target": "9"}]}}}
}

test_kvm if {
	edge.notapplicable with input as {"domain": {"type": "kvm"}}
}
