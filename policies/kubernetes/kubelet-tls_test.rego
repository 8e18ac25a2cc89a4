package bulkhead.kubernetes.kubelet_tls_test

import data.bulkhead.kubernetes.kubelet_tls as control

_given(kubelet) := {"kubelet": kubelet, "facts": {}}

test_fail_suite if {
	given := _given({"tlsCipherSuites": ["TLS_AES_128_GCM_SHA256", "TLS_RSA_WITH_RC4_128_SHA"]})
	control.deny == {{"path": ["kubelet", "tlsCipherSuites", 1], "message": "takes a weak cipher suite"}} with input as given
}

test_fail_version if {
	given := _given({"tlsMinVersion": "VersionTLS10"})
	control.deny == {{"path": ["kubelet", "tlsMinVersion"], "message": "takes TLS older than 1.2"}} with input as given
}

test_pass if {
	given := _given({"tlsCipherSuites": ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"], "tlsMinVersion": "VersionTLS13"})
	control.deny == set() with input as given
}

test_absent if control.deny == set() with input as _given({})
