package bulkhead.edges.libvirt.disk_read_test

import data.bulkhead.edges.libvirt.disk_read as edge

test_read_only if count(edge.deny) == 1 with input as {"disk": {"source": {"file": "/a"}, "readonly": {}}}

test_writable if count(edge.deny) == 0 with input as {"disk": {"source": {"file": "/a"}}}
