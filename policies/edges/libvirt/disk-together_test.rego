package bulkhead.edges.libvirt.disk_together_test

import data.bulkhead.edges.libvirt.disk_together as edge

_sharing(of) := {"sharing": {"of": of, "name": "x", "access": "agrees", "others": ["b"], "count": 1, "writers": 1}}

test_disk if count(edge.deny) == 1 with input as _sharing("disk")

test_variables if count(edge.deny) == 1 with input as _sharing("nvram")

test_other_thing if {
	edge.notapplicable with input as _sharing("shmem")
	count(edge.deny) == 0 with input as _sharing("shmem")
}
