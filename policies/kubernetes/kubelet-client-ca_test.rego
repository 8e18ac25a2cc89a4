package bulkhead.kubernetes.kubelet_client_ca_test

import data.bulkhead.kubernetes.kubelet_client_ca as control

_given(kubelet) := {"kubelet": kubelet, "facts": {}}

_denied := {{"path": ["kubelet", "clientCAFile"], "message": "knows no CA of clients"}}

test_fail if control.deny == _denied with input as _given({"clientCAFile": false})

test_fail_where_absent if control.deny == _denied with input as _given({})

test_pass if control.deny == set() with input as _given({"clientCAFile": "/etc/kubernetes/pki/ca.crt"})
