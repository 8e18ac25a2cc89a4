package bulkhead.kubernetes.kubelet_read_only_port_test

import data.bulkhead.kubernetes.kubelet_read_only_port as control

_given(kubelet) := {"kubelet": kubelet, "facts": {}}

_denied := {{
	"path": ["kubelet", "readOnlyPort"],
	"message": "answers without authentication at its read-only port",
	"expected": 0,
}}

test_fail if control.deny == _denied with input as _given({"readOnlyPort": 10255})

test_fail_2 if control.deny == _denied with input as _given({"readOnlyPort": 1})

test_absent if control.deny == set() with input as _given({})

test_pass if control.deny == set() with input as _given({"readOnlyPort": 0})
