package bulkhead.edges.kubernetes.host_path_test

import data.bulkhead.edges.kubernetes.host_path as edge

test_root if {
	count(edge.deny) > 0 with input as {"volume": {"hostPath": {"path": "/"}}}
}

test_keys if {
	count(edge.deny) > 0 with input as {"volume": {"hostPath": {"path": "/etc/kubernetes/"}}}
}

test_socket if {
	count(edge.deny) > 0 with input as {"volume": {"hostPath": {"path": "/run/containerd/containerd.sock"}}}
}

test_own_data if {
	count(edge.deny) == 0 with input as {"volume": {"hostPath": {"path": "/srv/data"}}}
}

test_near_miss if {
	count(edge.deny) == 0 with input as {"volume": {"hostPath": {"path": "/etcetera"}}}
}

test_absent if {
	count(edge.deny) == 0 with input as {"volume": {"emptyDir": {}}}
}
