package bulkhead.kubernetes.apiserver_admits_always_test

import data.bulkhead.kubernetes.apiserver_admits_always as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

test_fail[flag] if {
	some flag in ["admission-control", "enable-admission-plugins"]
	control.deny == {{
		"path": ["apiserver", "flags", flag],
		"message": "runs the admission plugin that refuses nothing",
	}} with input as _given({flag: ["PodSecurity", "AlwaysAdmit"]})
}

test_pass if control.deny == set() with input as _given({"enable-admission-plugins": ["PodSecurity"]})

test_near_miss if control.deny == set() with input as _given({"disable-admission-plugins": ["AlwaysAdmit"]})

test_absent if control.deny == set() with input as _given({})
