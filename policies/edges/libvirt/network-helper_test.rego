package bulkhead.edges.libvirt.network_helper_test

import data.bulkhead.edges.libvirt.network_helper as edge

test_beside if count(edge.deny) == 1 with input as {"interface": {"type": "vhostuser"}}

test_inside if count(edge.deny) == 0 with input as {"interface": {"type": "network"}}
