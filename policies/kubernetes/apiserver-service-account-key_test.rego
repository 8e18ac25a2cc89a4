package bulkhead.kubernetes.apiserver_service_account_key_test

import data.bulkhead.kubernetes.apiserver_service_account_key as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

test_fail if {
	control.deny == {{
		"path": ["apiserver", "flags", "service-account-key-file"],
		"message": "verifies tokens with its TLS key",
	}} with input as _given({"service-account-signing-key-file": "/pki/sa.key"})
}

test_pass if control.deny == set() with input as _given({"service-account-key-file": ["/pki/sa.pub"]})

test_pass_with_a_signer_outside if {
	control.deny == set() with input as _given({"service-account-signing-endpoint": "/run/signer.sock"})
}
