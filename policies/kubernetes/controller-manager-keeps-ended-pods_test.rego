package bulkhead.kubernetes.controller_manager_keeps_ended_pods_test

import data.bulkhead.kubernetes.controller_manager_keeps_ended_pods as control

_given(flags) := {"controllermanager": {"flags": flags}, "facts": {"minor": 37}}

test_fail[threshold] if {
	some threshold in [0, -1]
	control.deny == {{
		"path": ["controllermanager", "flags", "terminated-pod-gc-threshold"],
		"message": "never removes pods that ended",
	}} with input as _given({"terminated-pod-gc-threshold": threshold})
}

test_pass if control.deny == set() with input as _given({"terminated-pod-gc-threshold": 1})

test_absent if control.deny == set() with input as _given({})
