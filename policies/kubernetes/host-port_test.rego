package bulkhead.kubernetes.host_port_test

import data.bulkhead.kubernetes.host_port as control

_denied := {{
	"path": ["port", "hostPort"],
	"message": "is open at the node's address",
	"expected": 0,
}}

_denied_by_network := {{
	"path": ["pod", "spec", "hostNetwork"],
	"message": "is open at the node's address, as the pod shares the node's network",
	"expected": false,
}}

test_fail if {
	control.deny == _denied with input.port as {"containerPort": 80, "hostPort": 8080}
	control.deny == _denied with input as {
		"port": {"containerPort": 80, "hostPort": 80},
		"pod": {"spec": {"hostNetwork": true}},
	}
}

test_fail_in_network_of_node[note] if {
	some note, port in {
		"absent": {"containerPort": 80},
		"zero": {"containerPort": 80, "hostPort": 0},
		"null": {"containerPort": 80, "hostPort": null},
	}
	control.deny == _denied_by_network with input as {"port": port, "pod": {"spec": {"hostNetwork": true}}}
}

test_pass[note] if {
	some note, port in {
		"absent": {"containerPort": 80},
		"zero": {"containerPort": 80, "hostPort": 0},
		"null": {"containerPort": 80, "hostPort": null},
		"near miss: a host address alone": {"containerPort": 80, "hostIP": "127.0.0.1"},
	}
	control.deny == set() with input as {"port": port, "pod": {"spec": {"hostNetwork": false}}}
}
