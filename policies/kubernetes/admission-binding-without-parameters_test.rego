package bulkhead.kubernetes.admission_binding_without_parameters_test

import data.bulkhead.kubernetes.admission_binding_without_parameters as control

test_fail if {
	control.deny == {{
		"path": ["admissionbinding", "spec", "paramRef", "parameterNotFoundAction"],
		"message": "admits everything where its parameters are not found",
		"expected": "Deny",
	}} with input.admissionbinding.spec.paramRef as {"name": "a", "parameterNotFoundAction": "Allow"}
}

test_pass if {
	control.deny == set() with input.admissionbinding.spec.paramRef as {"name": "a", "parameterNotFoundAction": "Deny"}
	control.deny == set() with input.admissionbinding.spec as {"policyName": "Allow"}
	control.deny == set() with input.admissionbinding.spec as {"paramRef": null}
}
