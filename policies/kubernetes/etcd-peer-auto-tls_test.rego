package bulkhead.kubernetes.etcd_peer_auto_tls_test

import data.bulkhead.kubernetes.etcd_peer_auto_tls as control

_given(flags) := {"etcd": {"flags": flags}, "facts": {"minor": 37}}

test_fail if {
	control.deny == {{
		"path": ["etcd", "flags", "peer-auto-tls"],
		"message": "signs its certificate for peers itself",
		"expected": false,
	}} with input as _given({"peer-auto-tls": true})
}

test_pass if control.deny == set() with input as _given({"peer-auto-tls": false})

test_absent if control.deny == set() with input as _given({})
