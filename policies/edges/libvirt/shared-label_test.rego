package bulkhead.edges.libvirt.shared_label_test

import data.bulkhead.edges.libvirt.shared_label as edge

test_static if {
	count(edge.deny) == 1 with input as {"domain": {"seclabel": [{"type": "static", "model": "selinux", "label": "l"}]}}
}

test_absent if count(edge.deny) == 0 with input as {"domain": {}}
