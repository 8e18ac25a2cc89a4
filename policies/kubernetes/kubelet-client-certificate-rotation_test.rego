package bulkhead.kubernetes.kubelet_client_certificate_rotation_test

import data.bulkhead.kubernetes.kubelet_client_certificate_rotation as control

_given(kubelet) := {"kubelet": kubelet, "facts": {}}

_denied := {{"path": ["kubelet", "rotateCertificates"], "message": "does not renew its client certificate", "expected": true}}

test_fail if control.deny == _denied with input as _given({"rotateCertificates": false})

test_fail_where_absent if control.deny == _denied with input as _given({})

test_pass if control.deny == set() with input as _given({"rotateCertificates": true})
