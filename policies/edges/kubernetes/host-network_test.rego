package bulkhead.edges.kubernetes.host_network_test

import data.bulkhead.edges.kubernetes.host_network as edge

test_host_network if count(edge.deny) == 1 with input as {"pod": {"spec": {"hostNetwork": true}}}

test_absent if count(edge.deny) == 0 with input as {"pod": {"spec": {}}}
