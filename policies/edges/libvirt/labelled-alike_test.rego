package bulkhead.edges.libvirt.labelled_alike_test

import data.bulkhead.edges.libvirt.labelled_alike as edge

test_static if {
	count(edge.deny) == 1 with input as {"domain": {"seclabel": [{"type": "static", "model": "selinux", "label": "l"}]}}
}

test_dynamic if {
	count(edge.deny) == 0 with input as {"domain": {"seclabel": [{"type": "dynamic", "model": "selinux"}]}}
}

test_user if {
	count(edge.deny) == 0 with input as {"domain": {"seclabel": [{"type": "static", "model": "dac", "label": "1:1"}]}}
}

test_absent if count(edge.deny) == 0 with input as {"domain": {}}
