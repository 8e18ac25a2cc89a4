package bulkhead.kubernetes.kubelet_anonymous_requests_test

import data.bulkhead.kubernetes.kubelet_anonymous_requests as control

_given(kubelet) := {"kubelet": kubelet, "facts": {}}

_denied := {{"path": ["kubelet", "anonymous"], "message": "takes requests without any identity", "expected": false}}

test_fail if control.deny == _denied with input as _given({"anonymous": true})

test_absent if control.deny == set() with input as _given({})

test_pass if control.deny == set() with input as _given({"anonymous": false})
