package bulkhead.edges.libvirt.network_helper_host_test

import data.bulkhead.edges.libvirt.network_helper_host as edge

test_beside if count(edge.unknown) == 1 with input as {"interface": {"type": "vhostuser"}}

test_inside if count(edge.unknown) == 0 with input as {"interface": {"type": "network"}}

test_never_certain if count(edge.deny) == 0 with input as {"interface": {"type": "vhostuser"}}
