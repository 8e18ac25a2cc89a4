package bulkhead.kubernetes.service_node_port_test

import data.bulkhead.kubernetes.service_node_port as control

test_fail if {
	control.deny == {{
		"path": ["service", "spec", "type"],
		"message": "opens a port on every address of every node",
		"expected": "ClusterIP",
	}} with input.service.spec.type as "NodePort"
}

test_pass[type] if {
	some type in ["ClusterIP", "LoadBalancer", "ExternalName", null]
	control.deny == set() with input.service.spec.type as type
}

test_absent if control.deny == set() with input.service.spec as {}

test_near_miss if control.deny == set() with input.service.spec as {"type": "ClusterIP", "ports": [{"nodePort": 30080}]}
