package bulkhead.kubernetes.apiserver_without_service_account_admission_test

import data.bulkhead.kubernetes.apiserver_without_service_account_admission as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

_denied(flag) := {{"path": ["apiserver", "flags", flag], "message": "runs pods without checking their accounts"}}

test_fail if {
	given := _given({"disable-admission-plugins": ["ServiceAccount"]})
	control.deny == _denied("disable-admission-plugins") with input as given
}

test_fail_by_the_old_flag if {
	control.deny == _denied("admission-control") with input as _given({"admission-control": ["PodSecurity"]})
}

test_pass if {
	given := _given({"admission-control": ["ServiceAccount"], "disable-admission-plugins": ["Priority"]})
	control.deny == set() with input as given
}

test_absent if control.deny == set() with input as _given({})
