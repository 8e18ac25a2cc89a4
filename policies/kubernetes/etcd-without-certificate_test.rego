package bulkhead.kubernetes.etcd_without_certificate_test

import data.bulkhead.kubernetes.etcd_without_certificate as control

_given(flags) := {"etcd": {"flags": flags}, "facts": {"minor": 37}}

_certificate := {"path": ["etcd", "flags", "cert-file"], "message": "has no certificate to serve with"}

_key := {"path": ["etcd", "flags", "key-file"], "message": "has no key to serve with"}

_clear(i) := {"path": ["etcd", "flags", "listen-client-urls", i], "message": "serves clients in clear text"}

_both := {"cert-file": "/pki/c", "key-file": "/pki/k"}

test_fail if control.deny == {_certificate, _key} with input as _given({})

test_fail_without_key if control.deny == {_key} with input as _given({"cert-file": "/pki/c"})

test_fail_in_clear if {
	urls := ["https://10.0.0.1:2379", "http://127.0.0.1:2379", "http://10.0.0.1:2379"]
	control.deny == {_clear(2)} with input as _given(object.union(_both, {"listen-client-urls": urls}))
}

test_pass if control.deny == set() with input as _given(_both)

test_pass_where_metrics_are_in_clear if {
	control.deny == set() with input as _given(object.union(_both, {"listen-metrics-urls": ["http://10.0.0.1:2381"]}))
}
