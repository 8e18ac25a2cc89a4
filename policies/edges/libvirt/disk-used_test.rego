package bulkhead.edges.libvirt.disk_used_test

import data.bulkhead.edges.libvirt.disk_used as edge

test_disk if count(edge.deny) == 1 with input as {"disk": {"source": {"file": "/a"}}}

test_empty if count(edge.deny) == 0 with input as {"disk": {"device": "cdrom"}}

test_shared if count(edge.deny) == 0 with input as {"disk": {"source": {"file": "/a"}, "shareable": {}}}
