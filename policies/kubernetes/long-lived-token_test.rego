package bulkhead.kubernetes.long_lived_token_test

import data.bulkhead.kubernetes.long_lived_token as control
import data.bulkhead.parameters.kubernetes.long_lived_token as parameters

_given(token) := {"volume": {"name": "a", "projected": {"sources": [{"serviceAccountToken": token}]}}}

test_fail if {
	control.deny == {{
		"path": ["volume", "projected", "sources", 0, "serviceAccountToken", "expirationSeconds"],
		"message": "holds a token that is valid for more than 86400 seconds",
		"expected": 3600,
	}} with input as _given({"path": "t", "audience": "vault", "expirationSeconds": 86401})
}

test_fail_sooner if {
	count(control.deny) == 1 with input as _given({"path": "t", "expirationSeconds": 3607}) with parameters.seconds as 3600
}

test_pass if {
	control.deny == set() with input as _given({"path": "t", "expirationSeconds": 86400})
	control.deny == set() with input as _given({"path": "t", "expirationSeconds": 3607})
	control.deny == set() with input as _given({"path": "t"})
	control.deny == set() with input as {"volume": {"name": "a", "emptyDir": {}}}
}

test_pass_null if control.deny == set() with input as {"volume": {"name": "a", "projected": {"sources": null}}}
