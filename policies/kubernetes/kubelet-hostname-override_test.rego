package bulkhead.kubernetes.kubelet_hostname_override_test

import data.bulkhead.kubernetes.kubelet_hostname_override as control

_given(kubelet) := {"kubelet": kubelet, "facts": {}}

_denied := {{"path": ["kubelet", "hostnameOverride"], "message": "goes by another name than its host's"}}

test_fail if control.deny == _denied with input as _given({"hostnameOverride": "other"})

test_absent if control.deny == set() with input as _given({})

test_pass if control.deny == set() with input as _given({"hostnameOverride": false})
