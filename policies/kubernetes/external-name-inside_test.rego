package bulkhead.kubernetes.external_name_inside_test

import data.bulkhead.kubernetes.external_name_inside as control

_given(name) := {"service": {"spec": {"type": "ExternalName", "externalName": name}}}

test_fail[name] if {
	some name in [
		"admin.tools.svc.cluster.local",
		"Admin.Tools.SVC.cluster.local.",
		"admin.tools.svc",
		"localhost",
		"a.localhost",
		"169.254.169.254",
		"metadata.google.internal",
	]
	control.deny == {{
		"path": ["service", "spec", "externalName"],
		"message": "is an alias of something inside: a service of the cluster, the machine itself or an address",
	}} with input as _given(name)
}

test_pass[name] if {
	some name in ["db.example.com", "near-miss.svc.cluster.local.example.com", "localhost.example.com", "1.example.com", ""]
	control.deny == set() with input as _given(name)
}

test_absent if control.deny == set() with input as {"service": {"spec": {"type": "ExternalName"}}}

test_not_applicable if {
	other := {"service": {"spec": {"type": "ClusterIP", "externalName": "localhost"}}}
	control.notapplicable with input as other
	control.deny == set() with input as other
}
