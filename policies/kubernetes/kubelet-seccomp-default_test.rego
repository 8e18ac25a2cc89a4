package bulkhead.kubernetes.kubelet_seccomp_default_test

import data.bulkhead.kubernetes.kubelet_seccomp_default as control

_given(kubelet) := {"kubelet": kubelet, "facts": {}}

_denied := {{
	"path": ["kubelet", "seccompDefault"],
	"message": "runs pods without a seccomp profile where they name none",
	"expected": true,
}}

test_fail if control.deny == _denied with input as _given({"seccompDefault": false})

test_fail_where_absent if control.deny == _denied with input as _given({})

test_pass if control.deny == set() with input as _given({"seccompDefault": true})
