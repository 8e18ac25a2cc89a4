package bulkhead.kubernetes.network_policy_not_enforced_test

import data.bulkhead.kubernetes.network_policy_not_enforced as control

_given(facts) := {"networkpolicy": {"spec": {"podSelector": {}}}, "facts": facts}

test_fail if {
	control.deny == {{
		"path": ["networkpolicy", "spec"],
		"message": "is enforced by nobody, as Flannel connects the pods and ignores it",
	}} with input as _given({"ignoredBy": "Flannel"})
}

test_not_applicable if {
	control.notapplicable with input as _given({})
	control.deny == set() with input as _given({})
}

test_pass_has_no_case_of_its_own if {
	not control.notapplicable with input as _given({"ignoredBy": "Flannel"})
}

test_absent if {
	control.notapplicable with input as {"networkpolicy": {}, "facts": {}}
	control.deny == set() with input as {"networkpolicy": {}, "facts": {}}
}
