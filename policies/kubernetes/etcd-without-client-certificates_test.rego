package bulkhead.kubernetes.etcd_without_client_certificates_test

import data.bulkhead.kubernetes.etcd_without_client_certificates as control

_given(flags) := {"etcd": {"flags": flags}, "facts": {"minor": 37}}

_denied := {{
	"path": ["etcd", "flags", "client-cert-auth"],
	"message": "takes clients without a certificate",
	"expected": true,
}}

test_fail if control.deny == _denied with input as _given({"client-cert-auth": false})

test_fail_where_absent if {
	control.deny == _denied with input as _given({"peer-client-cert-auth": true, "peer-trusted-ca-file": "/pki/ca"})
}

test_pass if control.deny == set() with input as _given({"client-cert-auth": true})

test_pass_with_a_ca if control.deny == set() with input as _given({"trusted-ca-file": "/pki/ca"})
