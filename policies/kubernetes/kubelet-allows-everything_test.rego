package bulkhead.kubernetes.kubelet_allows_everything_test

import data.bulkhead.kubernetes.kubelet_allows_everything as control

_given(kubelet) := {"kubelet": kubelet, "facts": {}}

_denied := {{"path": ["kubelet", "authorization"], "message": "allows everything to whoever it knows", "expected": "Webhook"}}

test_fail if control.deny == _denied with input as _given({"authorization": "AlwaysAllow"})

test_absent if control.deny == set() with input as _given({})

test_pass if control.deny == set() with input as _given({"authorization": "Webhook"})
