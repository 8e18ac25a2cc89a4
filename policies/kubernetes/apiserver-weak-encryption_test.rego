package bulkhead.kubernetes.apiserver_weak_encryption_test

import data.bulkhead.kubernetes.apiserver_weak_encryption as control

_given(encryption) := {
	"apiserver": {"flags": {"encryption-provider-config": "/etc/encryption.yaml"}},
	"facts": {"encryption": encryption},
}

test_fail[provider] if {
	some provider in ["identity", "aesgcm"]
	control.deny == {{
		"path": ["apiserver", "flags", "encryption-provider-config"],
		"message": sprintf("writes Secrets by the provider %s", [provider]),
		"expected": "kms",
	}} with input as _given(provider)
}

test_pass[provider] if {
	some provider in ["kms", "secretbox", "aescbc"]
	control.deny == set() with input as _given(provider)
}

test_absent if {
	control.deny == set() with input as {"apiserver": {"flags": {}}, "facts": {}}
	control.notapplicable with input as {"apiserver": {"flags": {}}, "facts": {}}
}
