package bulkhead.kubernetes.kubelet_event_rate_test

import data.bulkhead.kubernetes.kubelet_event_rate as control

_given(kubelet) := {"kubelet": kubelet, "facts": {}}

_denied := {{"path": ["kubelet", "eventRecordQPS"], "message": "drops events above a rate of less than five a second"}}

test_fail if control.deny == _denied with input as _given({"eventRecordQPS": 1})

test_fail_2 if control.deny == _denied with input as _given({"eventRecordQPS": 4})

test_absent if control.deny == set() with input as _given({})

test_pass if control.deny == set() with input as _given({"eventRecordQPS": 0})

test_pass_2 if control.deny == set() with input as _given({"eventRecordQPS": 5})

test_pass_3 if control.deny == set() with input as _given({"eventRecordQPS": 50})
