package bulkhead.edges.kubernetes.node_traffic_test

import data.bulkhead.edges.kubernetes.node_traffic as edge

test_node if count(edge.deny) == 1 with input as {"node": {"metadata": {"name": "n"}}}

test_nothing if count(edge.deny) == 0 with input as {"node": {}}
