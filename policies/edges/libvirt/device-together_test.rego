package bulkhead.edges.libvirt.device_together_test

import data.bulkhead.edges.libvirt.device_together as edge

_sharing(of) := {"sharing": {"of": of, "name": "x", "access": "writes", "others": ["b"], "count": 1, "writers": 1}}

test_device if count(edge.deny) == 1 with input as _sharing("hostdev")

test_group if count(edge.deny) == 1 with input as _sharing("iommu-group")

test_other_thing if {
	edge.notapplicable with input as _sharing("core")
	count(edge.deny) == 0 with input as _sharing("core")
}
