package bulkhead.kubernetes.root_group_test

import data.bulkhead.kubernetes.root_group as control

_given(container, of_pod) := {"container": {"securityContext": container}, "pod": {"spec": {"securityContext": of_pod}}}

_denied(path) := {{"path": path, "message": "is of the group root"}}

test_fail if {
	own := _given({"runAsGroup": 0}, {"runAsGroup": 1})
	control.deny == _denied(["container", "securityContext", "runAsGroup"]) with input as own
	control.deny == _denied(["pod", "spec", "securityContext", "runAsGroup"]) with input as _given({}, {"runAsGroup": 0})
	control.deny == _denied(["pod", "spec", "securityContext", "fsGroup"]) with input as _given({"runAsGroup": 1}, {"fsGroup": 0})
	groups := {"supplementalGroups": [1, 0]}
	control.deny == _denied(["pod", "spec", "securityContext", "supplementalGroups", 1]) with input as _given(null, groups)
}

test_fail_without_own_context if {
	given := {"container": {"name": "a"}, "pod": {"spec": {"securityContext": {"runAsGroup": 0}}}}
	control.deny == _denied(["pod", "spec", "securityContext", "runAsGroup"]) with input as given
}

test_pass if {
	control.deny == set() with input as {"container": {"name": "a"}, "pod": {"spec": {}}}
	control.deny == set() with input as _given(null, null)
	control.deny == set() with input as _given({"runAsGroup": 1000}, {"runAsGroup": 0})
	control.deny == set() with input as _given({"runAsUser": 0}, {"fsGroup": 10, "supplementalGroups": []})
}

test_not_applicable if {
	windows := {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "windows"}, "securityContext": {"fsGroup": 0}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"container": {"name": "a"}, "pod": {"spec": {}}}
}
