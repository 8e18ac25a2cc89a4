package bulkhead.kubernetes.apiserver_token_file_test

import data.bulkhead.kubernetes.apiserver_token_file as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

test_fail if {
	control.deny == {{
		"path": ["apiserver", "flags", "token-auth-file"],
		"message": "knows users by a file of tokens",
	}} with input as _given({"token-auth-file": "/etc/tokens.csv"})
}

test_pass if control.deny == set() with input as _given({})

test_near_miss if {
	control.deny == set() with input as _given({"authentication-token-webhook-config-file": "/etc/webhook.yaml"})
}
