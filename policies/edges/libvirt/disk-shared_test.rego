package bulkhead.edges.libvirt.disk_shared_test

import data.bulkhead.edges.libvirt.disk_shared as edge

test_shared if count(edge.deny) == 1 with input as {"disk": {"source": {"file": "/a"}, "shareable": {}}}

test_absent if count(edge.deny) == 0 with input as {"disk": {"source": {"file": "/a"}}}
