package bulkhead.edges.kubernetes.acts_as_users_test

import data.bulkhead.edges.kubernetes.acts_as_users as edge

test_impersonates if {
	count(edge.deny) == 1 with input as {"grant": {"ways": ["impersonate-users"], "bindings": ["b"]}}
}

test_other if count(edge.deny) == 0 with input as {"grant": {"ways": ["impersonate-accounts"], "bindings": ["b"]}}
