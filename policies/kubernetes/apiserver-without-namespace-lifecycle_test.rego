package bulkhead.kubernetes.apiserver_without_namespace_lifecycle_test

import data.bulkhead.kubernetes.apiserver_without_namespace_lifecycle as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

_denied(flag) := {{"path": ["apiserver", "flags", flag], "message": "takes objects in namespaces that do not exist or end"}}

test_fail if {
	given := _given({"disable-admission-plugins": ["NamespaceLifecycle"]})
	control.deny == _denied("disable-admission-plugins") with input as given
}

test_fail_by_the_old_flag if {
	control.deny == _denied("admission-control") with input as _given({"admission-control": ["PodSecurity"]})
}

test_pass if {
	given := _given({"admission-control": ["NamespaceLifecycle"], "disable-admission-plugins": ["Priority"]})
	control.deny == set() with input as given
}

test_absent if control.deny == set() with input as _given({})
