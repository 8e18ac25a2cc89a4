package bulkhead.edges.libvirt.disk_written_test

import data.bulkhead.edges.libvirt.disk_written as edge

test_disk if count(edge.deny) == 1 with input as {"disk": {"device": "disk", "source": {"file": "/a"}}}

test_default_device if count(edge.deny) == 1 with input as {"disk": {"source": {"file": "/a"}}}

test_read_only if count(edge.deny) == 0 with input as {"disk": {"source": {"file": "/a"}, "readonly": {}}}

test_cdrom if count(edge.deny) == 0 with input as {"disk": {"device": "cdrom", "source": {"file": "/a"}}}
