package bulkhead.kubernetes.controller_manager_shared_account_test

import data.bulkhead.kubernetes.controller_manager_shared_account as control

_given(flags) := {"controllermanager": {"flags": flags}, "facts": {"minor": 37}}

_denied := {{
	"path": ["controllermanager", "flags", "use-service-account-credentials"],
	"message": "runs all controllers with one account",
	"expected": true,
}}

test_fail if control.deny == _denied with input as _given({"use-service-account-credentials": false})

test_fail_where_absent if control.deny == _denied with input as _given({})

test_pass if control.deny == set() with input as _given({"use-service-account-credentials": true})
