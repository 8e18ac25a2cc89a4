package bulkhead.edges.kubernetes.vm_egress_test

import data.bulkhead.edges.kubernetes.vm_egress as edge

test_open if count(edge.deny) == 1 with input as {"facts": {"networkPolicies": {"outside": true}}}

test_held if {
	count(edge.deny) == 0 with input as {"facts": {"networkPolicies": {"outside": false}}}
	count(edge.unknown) == 0 with input as {"facts": {"networkPolicies": {"outside": false}}}
}

test_unknown if count(edge.unknown) == 1 with input as {"facts": {"networkPolicies": {"unknown": "unread", "why": "x"}}}
