package bulkhead.kubernetes.apiserver_tls_test

import data.bulkhead.kubernetes.apiserver_tls as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

test_fail_suite if {
	given := _given({"tls-cipher-suites": ["TLS_AES_128_GCM_SHA256", "TLS_RSA_WITH_3DES_EDE_CBC_SHA"]})
	denied := {{"path": ["apiserver", "flags", "tls-cipher-suites", 1], "message": "takes a weak cipher suite"}}
	control.deny == denied with input as given
}

test_fail_version if {
	given := _given({"tls-min-version": "VersionTLS11"})
	denied := {{"path": ["apiserver", "flags", "tls-min-version"], "message": "takes TLS older than 1.2"}}
	control.deny == denied with input as given
}

test_pass if {
	control.deny == set() with input as _given({
		"tls-cipher-suites": ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"],
		"tls-min-version": "VersionTLS12",
	})
}

test_absent if control.deny == set() with input as _given({})
