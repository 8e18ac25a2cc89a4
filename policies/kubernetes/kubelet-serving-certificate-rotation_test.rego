package bulkhead.kubernetes.kubelet_serving_certificate_rotation_test

import data.bulkhead.kubernetes.kubelet_serving_certificate_rotation as control

_given(kubelet) := {"kubelet": kubelet, "facts": {}}

test_fail if {
	control.deny == {{
		"path": ["kubelet", "featureGates", "RotateKubeletServerCertificate"],
		"message": "does not renew its serving certificate",
		"expected": true,
	}} with input as _given({"featureGates": {"RotateKubeletServerCertificate": false}})
}

test_pass if control.deny == set() with input as _given({"featureGates": {"RotateKubeletServerCertificate": true}})

test_absent if control.deny == set() with input as _given({"featureGates": {"Other": false}})
