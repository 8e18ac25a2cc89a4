package bulkhead.edges.libvirt.memory_together_test

import data.bulkhead.edges.libvirt.memory_together as edge

_sharing(of, n) := {"sharing": {"of": of, "name": "x", "access": "writes", "others": ["b"], "count": n, "writers": 1}}

test_shared if count(edge.deny) == 1 with input as _sharing("shmem", 1)

test_alone if count(edge.deny) == 0 with input as _sharing("shmem", 0)

test_other_thing if edge.notapplicable with input as _sharing("disk", 1)
