package bulkhead.edges.kubernetes.pod_on_node_test

import data.bulkhead.edges.kubernetes.pod_on_node as edge

test_any_pod if count(edge.deny) == 1 with input as {"facts": {"workload": "Deployment"}}

test_nothing if count(edge.deny) == 0 with input as {"facts": {}}
