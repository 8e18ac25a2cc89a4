package bulkhead.kubernetes.apiserver_kubelet_client_certificate_test

import data.bulkhead.kubernetes.apiserver_kubelet_client_certificate as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

_denied(flags) := {{
	"path": ["apiserver", "flags", flag],
	"message": "has no certificate to show to kubelets",
} |
	some flag in flags
}

test_fail if control.deny == _denied(["kubelet-client-key"]) with input as _given({"kubelet-client-certificate": "/pki/x"})

test_fail_where_absent if {
	control.deny == _denied(["kubelet-client-certificate", "kubelet-client-key"]) with input as _given({})
}

test_pass if {
	given := _given({"kubelet-client-certificate": "/pki/x", "kubelet-client-key": "/pki/x"})
	control.deny == set() with input as given
}
