package bulkhead.edges.kubernetes.exposed_service_test

import data.bulkhead.edges.kubernetes.exposed_service as edge

test_load_balancer if count(edge.deny) == 1 with input as {"service": {"spec": {"type": "LoadBalancer"}}}

test_node_port if count(edge.deny) == 1 with input as {"service": {"spec": {"type": "NodePort"}}}

test_external_address if count(edge.deny) == 1 with input as {"service": {"spec": {"externalIPs": ["192.0.2.1"]}}}

test_default if count(edge.deny) == 0 with input as {"service": {"spec": {}}}

test_inside if count(edge.deny) == 0 with input as {"service": {"spec": {"type": "ClusterIP"}}}
