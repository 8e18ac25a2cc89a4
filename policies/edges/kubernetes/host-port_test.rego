package bulkhead.edges.kubernetes.host_port_test

import data.bulkhead.edges.kubernetes.host_port as edge

test_host_port if count(edge.deny) == 1 with input as {"port": {"hostPort": 80}, "pod": {"spec": {}}}

test_absent if count(edge.deny) == 0 with input as {"port": {"containerPort": 80}, "pod": {"spec": {}}}
