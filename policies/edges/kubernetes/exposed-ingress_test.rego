package bulkhead.edges.kubernetes.exposed_ingress_test

import data.bulkhead.edges.kubernetes.exposed_ingress as edge

test_ingress if count(edge.deny) == 1 with input as {"ingress": {"spec": {"rules": []}}}

test_nothing if count(edge.deny) == 0 with input as {"ingress": {}}
