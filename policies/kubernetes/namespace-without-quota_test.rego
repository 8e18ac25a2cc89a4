package bulkhead.kubernetes.namespace_without_quota_test

import data.bulkhead.kubernetes.namespace_without_quota as control

_given(quota) := {"namespace": {"metadata": {"name": "shop"}}, "facts": {"quota": quota}}

_denied(what) := {
	"path": ["facts", "quota"],
	"message": sprintf("bounds no %s for all of its pods together", [what]),
}

test_fail if {
	control.deny == {_denied("memory"), _denied("CPU"), _denied("number of pods")} with input as _given([])
	control.deny == {_denied("CPU")} with input as _given(["limits.memory", "pods"])
	control.deny == {_denied("number of pods")} with input as _given(["cpu", "memory"])

	# Near miss: of other things.
	control.deny == {_denied("memory")} with input as _given(["count/pods", "requests.cpu", "requests.storage", "services"])
}

test_pass[quota] if {
	some quota in [["cpu", "memory", "pods"], ["count/pods", "limits.cpu", "requests.memory"]]
	control.deny == set() with input as _given(quota)
}

test_absent_fact if control.deny == set() with input as {"namespace": {"metadata": {"name": "shop"}}, "facts": {}}

test_not_applicable[name] if {
	some name in ["kube-system", "kube-public", "kube-node-lease"]
	control.notapplicable with input.namespace.metadata.name as name
	control.deny == set() with input as {"namespace": {"metadata": {"name": name}}, "facts": {"quota": []}}
	not control.notapplicable with input.namespace.metadata.name as concat("", [name, "-2"])
}
