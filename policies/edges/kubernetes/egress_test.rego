package bulkhead.edges.kubernetes.egress_test

import data.bulkhead.edges.kubernetes.egress as edge

test_open if count(edge.deny) == 1 with input as {"facts": {"networkPolicies": {"egress": false, "outside": true}}}

test_held if {
	count(edge.deny) == 0 with input as {"facts": {"networkPolicies": {"egress": true, "outside": false}}}
	count(edge.unknown) == 0 with input as {"facts": {"networkPolicies": {"egress": true, "outside": false}}}
}

test_not_known if {
	count(edge.unknown) == 1 with input as {"facts": {"networkPolicies": {"unknown": "unread", "why": "no"}}}
}
