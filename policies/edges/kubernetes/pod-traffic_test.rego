package bulkhead.edges.kubernetes.pod_traffic_test

import data.bulkhead.edges.kubernetes.pod_traffic as edge

test_any_pod if count(edge.deny) == 1 with input as {"facts": {"workload": "Deployment"}}

test_nothing if count(edge.deny) == 0 with input as {"facts": {}}
