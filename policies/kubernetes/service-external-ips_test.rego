package bulkhead.kubernetes.service_external_ips_test

import data.bulkhead.kubernetes.service_external_ips as control

test_fail if {
	control.deny == {{
		"path": ["service", "spec", "externalIPs", 0],
		"message": "claims an external address, whose traffic all nodes then send to its pods",
	}} with input.service.spec.externalIPs as ["198.51.100.7"]
}

test_pass[note] if {
	some note, spec in {
		"absent": {},
		"empty": {"externalIPs": []},
		"null": {"externalIPs": null},
		"near miss": {"clusterIPs": ["10.96.0.1"], "loadBalancerIP": "198.51.100.7"},
	}
	control.deny == set() with input.service.spec as spec
}
