package bulkhead.kubernetes.kubelet_idle_streams_test

import data.bulkhead.kubernetes.kubelet_idle_streams as control

_given(kubelet) := {"kubelet": kubelet, "facts": {}}

_denied := {{"path": ["kubelet", "streamingConnectionIdleTimeout"], "message": "never ends streams that are idle"}}

test_fail if control.deny == _denied with input as _given({"streamingConnectionIdleTimeout": 0})

test_absent if control.deny == set() with input as _given({})

test_pass if control.deny == set() with input as _given({"streamingConnectionIdleTimeout": 14400})

test_pass_2 if control.deny == set() with input as _given({"streamingConnectionIdleTimeout": 0.5})
