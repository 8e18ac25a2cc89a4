package bulkhead.kubernetes.etcd_without_peer_certificates_test

import data.bulkhead.kubernetes.etcd_without_peer_certificates as control

_given(flags) := {"etcd": {"flags": flags}, "facts": {"minor": 37}}

_denied := {{
	"path": ["etcd", "flags", "peer-client-cert-auth"],
	"message": "takes peers without a certificate",
	"expected": true,
}}

_with(flags) := _given(object.union({"listen-peer-urls": ["https://10.0.0.1:2380"]}, flags))

test_fail if control.deny == _denied with input as _with({"peer-client-cert-auth": false})

test_fail_where_absent if {
	control.deny == _denied with input as _with({"client-cert-auth": true, "trusted-ca-file": "/pki/ca"})
}

test_pass if control.deny == set() with input as _with({"peer-client-cert-auth": true})

test_pass_with_a_ca if control.deny == set() with input as _with({"peer-trusted-ca-file": "/pki/ca"})

test_alone[flags] if {
	some flags in [{}, {"listen-peer-urls": ["http://127.0.0.1:2380", "https://[::1]:2380"]}]
	control.deny == set() with input as _given(flags)
	control.notapplicable with input as _given(flags)
}
