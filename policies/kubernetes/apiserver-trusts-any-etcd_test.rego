package bulkhead.kubernetes.apiserver_trusts_any_etcd_test

import data.bulkhead.kubernetes.apiserver_trusts_any_etcd as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

_unverified := {"path": ["apiserver", "flags", "etcd-cafile"], "message": "does not verify etcd's certificate"}

_clear(i) := {"path": ["apiserver", "flags", "etcd-servers", i], "message": "talks to etcd in clear text"}

test_fail if control.deny == {_unverified} with input as _given({"etcd-servers": ["https://127.0.0.1:2379"]})

test_fail_where_absent if control.deny == {_unverified} with input as _given({})

test_fail_in_clear if {
	control.deny == {_clear(1)} with input as _given({
		"etcd-cafile": "/pki/ca.crt",
		"etcd-servers": ["https://etcd:2379", "http://127.0.0.1.example:2379", "http://localhost:2379"],
	})
}

test_pass if control.deny == set() with input as _given({"etcd-cafile": "/pki/ca.crt", "etcd-servers": ["https://etcd:2379"]})

test_pass_within_the_machine if {
	given := _given({"etcd-servers": ["unix://kine.sock", "http://127.0.0.1:2379", "http://[::1]:2379"]})
	control.deny == set() with input as given
}
