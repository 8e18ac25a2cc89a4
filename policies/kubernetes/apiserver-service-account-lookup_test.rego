package bulkhead.kubernetes.apiserver_service_account_lookup_test

import data.bulkhead.kubernetes.apiserver_service_account_lookup as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

test_fail if {
	control.deny == {{
		"path": ["apiserver", "flags", "service-account-lookup"],
		"message": "takes tokens of accounts that are deleted",
		"expected": true,
	}} with input as _given({"service-account-lookup": false})
}

test_pass if control.deny == set() with input as _given({"service-account-lookup": true})

test_absent if control.deny == set() with input as _given({})
