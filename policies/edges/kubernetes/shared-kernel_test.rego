package bulkhead.edges.kubernetes.shared_kernel_test

import data.bulkhead.edges.kubernetes.shared_kernel as edge

test_no_class if {
	count(edge.deny) > 0 with input as {"pod": {"spec": {}}}
}

test_empty_class if {
	count(edge.deny) > 0 with input as {"pod": {"spec": {"runtimeClassName": ""}}}
}

test_a_class_shares_perhaps if {
	count(edge.unknown) == 1 with input as {"pod": {"spec": {"runtimeClassName": "kata"}}}
}

test_a_class_is_not_certain if {
	count(edge.deny) == 0 with input as {"pod": {"spec": {"runtimeClassName": "kata"}}}
}
