package bulkhead.kubernetes.namespace_without_limit_range_test

import data.bulkhead.kubernetes.namespace_without_limit_range as control

_given(limits, quota) := {"namespace": {"metadata": {"name": "shop"}}, "facts": {"limitRange": limits, "quota": quota}}

_denied := {{"path": ["facts", "limitRange"], "message": "gives containers that name no memory limit none"}}

test_fail if {
	control.deny == _denied with input as {"namespace": {"metadata": {"name": "shop"}}, "facts": {"quota": []}}
	control.deny == _denied with input as _given({"cpuRequest": "1"}, [])
	control.deny == _denied with input as _given({"memory": "0"}, [])

	# Near miss: requests are bounded only.
	control.deny == _denied with input as _given({}, ["requests.memory"])
}

test_pass if {
	control.deny == set() with input as _given({"memory": "64Mi"}, [])
	control.deny == set() with input as _given({}, ["limits.memory"])
}

test_not_applicable[name] if {
	some name in ["kube-system", "kube-public", "kube-node-lease"]
	control.notapplicable with input.namespace.metadata.name as name
	control.deny == set() with input as {"namespace": {"metadata": {"name": name}}, "facts": {"quota": []}}
	not control.notapplicable with input.namespace.metadata.name as concat("", [name, "-2"])
}
