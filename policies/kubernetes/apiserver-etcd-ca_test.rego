package bulkhead.kubernetes.apiserver_etcd_ca_test

import data.bulkhead.kubernetes.apiserver_etcd_ca as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

test_fail if {
	control.deny == {{
		"path": ["apiserver", "flags", "etcd-cafile"],
		"message": "knows etcd and its own clients by the same CA",
	}} with input as _given({"etcd-cafile": "/pki/ca.crt", "client-ca-file": "/pki/ca.crt"})
}

test_pass if control.deny == set() with input as _given({"etcd-cafile": "/pki/etcd/ca.crt", "client-ca-file": "/pki/ca.crt"})

test_absent if control.deny == set() with input as _given({})
