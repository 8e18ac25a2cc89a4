package bulkhead.kubernetes.apiserver_trusts_any_kubelet_test

import data.bulkhead.kubernetes.apiserver_trusts_any_kubelet as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

_denied := {{
	"path": ["apiserver", "flags", "kubelet-certificate-authority"],
	"message": "does not verify kubelets' certificates",
}}

test_fail if control.deny == _denied with input as _given({"kubelet-certificate-authority-x": "/pki/x"})

test_pass if control.deny == set() with input as _given({"kubelet-certificate-authority": "/pki/x"})
