package bulkhead.kubernetes.controller_manager_kubelet_certificates_test

import data.bulkhead.kubernetes.controller_manager_kubelet_certificates as control

_given(flags) := {"controllermanager": {"flags": flags}, "facts": {"minor": 37}}

test_fail if {
	control.deny == {{
		"path": ["controllermanager", "flags", "feature-gates", "RotateKubeletServerCertificate"],
		"message": "does not let kubelets renew their serving certificates",
		"expected": true,
	}} with input as _given({"feature-gates": {"RotateKubeletServerCertificate": false}})
}

test_pass if control.deny == set() with input as _given({"feature-gates": {"RotateKubeletServerCertificate": true}})

test_absent if control.deny == set() with input as _given({"feature-gates": {"Other": false}})
