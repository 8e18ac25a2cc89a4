package bulkhead.edges.kubernetes.privileged_test

import data.bulkhead.edges.kubernetes.privileged as edge

test_privileged if {
	count(edge.deny) > 0 with input as {"container": {"securityContext": {"privileged": true}}}
}

test_not_privileged if {
	count(edge.deny) == 0 with input as {"container": {"securityContext": {"privileged": false}}}
}

test_absent if {
	count(edge.deny) == 0 with input as {"container": {}}
}

test_wrong_type if {
	count(edge.deny) == 0 with input as {"container": {"securityContext": {"privileged": "true"}}}
}
