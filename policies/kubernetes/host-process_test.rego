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

_denied(own, of_pod) := denied if {
	denied := control.deny with input as {
		"container": {"securityContext": {"windowsOptions": own}},
		"pod": {"spec": {"securityContext": {"windowsOptions": of_pod}}},
	}
}

test_fail if {
	_denied({"hostProcess": true}, {}) == {_own}
	_denied({}, {"hostProcess": true}) == {_inherited}
	_denied({"hostProcess": true}, {"hostProcess": true}) == {_own, _inherited}
	_denied({"hostProcess": false}, {"hostProcess": true}) == {_inherited}
}

test_pass if {
	_denied({}, {}) == set()
	_denied(null, null) == set()
	_denied({"hostProcess": false}, {"hostProcess": false}) == set()
	_denied({"hostProcess": null}, {"hostProcess": null}) == set()
	_denied({"runAsUserName": "ContainerAdministrator"}, {}) == set() # near miss: an administrator in the container
}

test_pass_without_security_context if {
	control.deny == set() with input as {"container": {"name": "a"}, "pod": {"spec": {}}}
}
