package bulkhead.kubernetes.apiserver_extends_tokens_test

import data.bulkhead.kubernetes.apiserver_extends_tokens as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

_denied := {{
	"path": ["apiserver", "flags", "service-account-extend-token-expiration"],
	"message": "makes pods' tokens good for a year",
	"expected": false,
}}

test_fail if control.deny == _denied with input as _given({"service-account-extend-token-expiration": true})

test_fail_where_absent if control.deny == _denied with input as _given({})

test_pass if control.deny == set() with input as _given({"service-account-extend-token-expiration": false})
