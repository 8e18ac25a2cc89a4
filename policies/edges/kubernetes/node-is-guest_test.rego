package bulkhead.edges.kubernetes.node_is_guest_test

import data.bulkhead.edges.kubernetes.node_is_guest as edge

_node := {"metadata": {"name": "n"}, "status": {"nodeInfo": {"systemUUID": "0B6C3F0A-54DE-4D5E-8A53-7B5A3A1F0011"}}}

_uuid := "0b6c3f0a-54de-4d5e-8a53-7b5a3a1f0011"

test_same_uuid if count(edge.deny) == 1 with input as {"node": _node, "facts": {"domain": {"name": "d", "uuid": _uuid}}}

test_same_mac if {
	count(edge.deny) == 1 with input as {"node": _node, "facts": {"domain": {"name": "d", "uuid": "x", "mac": "52:54:00:00:00:01"}}}
}

test_several if {
	count(edge.deny) == 0 with input as {"node": _node, "facts": {"domain": {"name": "d", "uuid": _uuid, "several": true}}}
	count(edge.unknown) == 1 with input as {"node": _node, "facts": {"domain": {"name": "d", "uuid": _uuid, "several": true}}}
}

test_other if count(edge.deny) == 0 with input as {"node": _node, "facts": {"domain": {"name": "d", "uuid": "x"}}}

test_no_guest if edge.notapplicable with input as {"node": _node, "facts": {}}
