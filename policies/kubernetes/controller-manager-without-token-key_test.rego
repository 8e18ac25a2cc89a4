package bulkhead.kubernetes.controller_manager_without_token_key_test

import data.bulkhead.kubernetes.controller_manager_without_token_key as control

_given(flags) := {"controllermanager": {"flags": flags}, "facts": {"minor": 37}}

test_fail if {
	denied := {{
		"path": ["controllermanager", "flags", "service-account-private-key-file"],
		"message": "has no key of its own for tokens",
	}}
	control.deny == denied with input as _given({"service-account-private-key-file-x": "/pki/x"})
}

test_pass if control.deny == set() with input as _given({"service-account-private-key-file": "/pki/x"})
