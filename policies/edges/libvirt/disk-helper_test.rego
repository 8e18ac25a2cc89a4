package bulkhead.edges.libvirt.disk_helper_test

import data.bulkhead.edges.libvirt.disk_helper as edge

test_beside if count(edge.deny) == 1 with input as {"disk": {"type": "vhostuser"}}

test_inside if count(edge.deny) == 0 with input as {"disk": {"type": "file"}}
