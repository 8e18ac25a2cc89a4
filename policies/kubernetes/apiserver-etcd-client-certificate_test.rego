package bulkhead.kubernetes.apiserver_etcd_client_certificate_test

import data.bulkhead.kubernetes.apiserver_etcd_client_certificate as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

_denied(flags) := {{
	"path": ["apiserver", "flags", flag],
	"message": "has no certificate to show to etcd",
} |
	some flag in flags
}

test_fail if control.deny == _denied(["etcd-keyfile"]) with input as _given({"etcd-certfile": "/pki/x"})

test_fail_where_absent if control.deny == _denied(["etcd-certfile", "etcd-keyfile"]) with input as _given({})

test_pass if control.deny == set() with input as _given({"etcd-certfile": "/pki/x", "etcd-keyfile": "/pki/x"})
