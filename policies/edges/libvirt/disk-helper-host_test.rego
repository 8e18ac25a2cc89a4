package bulkhead.edges.libvirt.disk_helper_host_test

import data.bulkhead.edges.libvirt.disk_helper_host as edge

test_beside if count(edge.unknown) == 1 with input as {"disk": {"type": "vhostuser"}}

test_inside if count(edge.unknown) == 0 with input as {"disk": {"type": "file"}}

test_never_certain if count(edge.deny) == 0 with input as {"disk": {"type": "vhostuser"}}
