package bulkhead.kubernetes.host_process_test

import data.bulkhead.kubernetes.host_process as control

_own := {
	"path": ["container", "securityContext", "windowsOptions", "hostProcess"],
	"message": "is a process of the node: nothing stands between it and the node",
	"expected": false,
}

_inherited := {
	"path": ["pod", "spec", "securityContext", "windowsOptions", "hostProcess"],
	"message": "is a process of the node, as it inherits from the pod",
	"expected": false,
}

_input(own, of_pod) := {
	"container": {"securityContext": {"windowsOptions": own}},
	"pod": {"spec": {"securityContext": {"windowsOptions": of_pod}}},
}

test_fail if {
	control.deny == {_own} with input as _input({"hostProcess": true}, {})
	control.deny == {_inherited} with input as _input({}, {"hostProcess": true})
	control.deny == {_own, _inherited} with input as _input({"hostProcess": true}, {"hostProcess": true})
	control.deny == {_inherited} with input as _input({"hostProcess": false}, {"hostProcess": true})
}

test_pass if {
	control.deny == set() with input as _input({}, {})
	control.deny == set() with input as _input(null, null)
	control.deny == set() with input as _input({"hostProcess": false}, {"hostProcess": false})
	control.deny == set() with input as _input({"hostProcess": null}, {"hostProcess": null})
	control.deny == set() with input as _input({"runAsUserName": "ContainerAdministrator"}, {}) # near miss
}

test_pass_without_security_context if {
	control.deny == set() with input as {"container": {"name": "a"}, "pod": {"spec": {}}}
}
