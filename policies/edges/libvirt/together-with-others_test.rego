package bulkhead.edges.libvirt.together_with_others_test

import data.bulkhead.edges.libvirt.together_with_others as edge

_sharing(of) := {"sharing": {"of": of, "name": "x", "access": "writes", "others": ["b"], "count": 1, "writers": 1}}

test_memory if count(edge.deny) == 1 with input as _sharing("shmem")

test_variables if count(edge.deny) == 1 with input as _sharing("nvram")

test_disk_is_its_images if {
	edge.notapplicable with input as _sharing("disk")
	count(edge.deny) == 0 with input as _sharing("disk")
}

test_label if edge.notapplicable with input as _sharing("label")
