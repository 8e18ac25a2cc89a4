package bulkhead.edges.kubernetes.guest_is_node_test

import data.bulkhead.edges.kubernetes.guest_is_node as edge

_node := {"metadata": {"name": "n"}, "status": {"nodeInfo": {"systemUUID": "a"}}}

test_same_uuid if count(edge.deny) == 1 with input as {"node": _node, "facts": {"domain": {"name": "d", "uuid": "a"}}}

test_no_guest if edge.notapplicable with input as {"node": _node, "facts": {}}
