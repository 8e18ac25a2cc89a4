package bulkhead.kubernetes.shared_process_namespace_test

import data.bulkhead.kubernetes.shared_process_namespace as control

_given(shared, n) := {"pod": {"spec": {"shareProcessNamespace": shared}}, "facts": {"containers": n}}

test_fail if {
	control.deny == {{
		"path": ["pod", "spec", "shareProcessNamespace"],
		"message": "lets its containers see and signal each other's processes",
		"expected": false,
	}} with input as _given(true, 2)
}

test_pass if {
	control.deny == set() with input as _given(false, 2)
	control.deny == set() with input as _given(null, 2)
	control.deny == set() with input as {"pod": {"spec": {}}, "facts": {"containers": 2}}

	# Near miss: nobody is there to share with.
	control.deny == set() with input as _given(true, 1)
}
