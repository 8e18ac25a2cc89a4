package bulkhead.edges.libvirt.network_to_guest_test

import data.bulkhead.edges.libvirt.network_to_guest as edge

test_connected if count(edge.deny) == 1 with input as {"interface": {"source": {"network": "default"}}}

test_user if count(edge.deny) == 0 with input as {"interface": {"type": "user"}}
