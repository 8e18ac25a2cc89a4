package bulkhead.kubernetes.kubelet_own_certificate_test

import data.bulkhead.kubernetes.kubelet_own_certificate as control

_given(kubelet) := {"kubelet": kubelet, "facts": {}}

_denied := {{"path": ["kubelet", "tlsCertFile"], "message": "signs its serving certificate itself"}}

test_fail if control.deny == _denied with input as _given({"serverTLSBootstrap": false, "tlsCertFile": "/pki/c"})

test_fail_where_absent if control.deny == _denied with input as _given({})

test_pass if control.deny == set() with input as _given({"tlsCertFile": "/pki/c", "tlsPrivateKeyFile": "/pki/k"})

test_pass_from_the_cluster if control.deny == set() with input as _given({"serverTLSBootstrap": true})
