package bulkhead.edges.libvirt.disk_data_test

import data.bulkhead.edges.libvirt.disk_data as edge

test_writable if count(edge.deny) == 1 with input as {"disk": {"source": {"file": "/a"}}}

test_read_only if count(edge.deny) == 0 with input as {"disk": {"source": {"file": "/a"}, "readonly": {}}}
