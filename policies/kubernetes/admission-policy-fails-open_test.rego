package bulkhead.kubernetes.admission_policy_fails_open_test

import data.bulkhead.kubernetes.admission_policy_fails_open as control

test_fail if {
	control.deny == {{
		"path": ["admissionpolicy", "spec", "failurePolicy"],
		"message": "admits what its expressions can't judge",
		"expected": "Fail",
	}} with input.admissionpolicy.spec.failurePolicy as "Ignore"
}

test_pass if {
	control.deny == set() with input.admissionpolicy.spec as {"failurePolicy": "Fail"}
	control.deny == set() with input.admissionpolicy.spec as {"failurePolicy": null}
	control.deny == set() with input.admissionpolicy.spec as {}

	# Near miss: another field.
	control.deny == set() with input.admissionpolicy.spec as {"matchConditions": [{"name": "Ignore"}]}
}
