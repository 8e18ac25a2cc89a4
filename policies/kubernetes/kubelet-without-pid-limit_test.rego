package bulkhead.kubernetes.kubelet_without_pid_limit_test

import data.bulkhead.kubernetes.kubelet_without_pid_limit as control

_given(kubelet) := {"kubelet": kubelet, "facts": {}}

_denied := {{"path": ["kubelet", "podPidsLimit"], "message": "lets each pod make any number of processes"}}

test_fail if control.deny == _denied with input as _given({"podPidsLimit": -1})

test_fail_where_absent if control.deny == _denied with input as _given({})

test_pass if control.deny == set() with input as _given({"podPidsLimit": 4096})
