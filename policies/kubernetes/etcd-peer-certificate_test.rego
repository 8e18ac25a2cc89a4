package bulkhead.kubernetes.etcd_peer_certificate_test

import data.bulkhead.kubernetes.etcd_peer_certificate as control

_given(flags) := {"etcd": {"flags": flags}, "facts": {"minor": 37}}

_certificate := {"path": ["etcd", "flags", "peer-cert-file"], "message": "has no certificate for its peers"}

_key := {"path": ["etcd", "flags", "peer-key-file"], "message": "has no key for its peers"}

_clear := {"path": ["etcd", "flags", "listen-peer-urls", 0], "message": "talks to its peers in clear text"}

_peers := {"listen-peer-urls": ["https://10.0.0.1:2380"]}

test_fail if control.deny == {_certificate, _key} with input as _given(_peers)

test_fail_in_clear if {
	given := _given({"listen-peer-urls": ["http://10.0.0.1:2380"], "peer-cert-file": "/pki/c", "peer-key-file": "/pki/k"})
	control.deny == {_clear} with input as given
}

test_pass if {
	control.deny == set() with input as _given(object.union(_peers, {"peer-cert-file": "/pki/c", "peer-key-file": "/pki/k"}))
}

test_alone[flags] if {
	some flags in [{}, {"listen-peer-urls": ["http://127.0.0.1:2380", "https://[::1]:2380"]}]
	control.deny == set() with input as _given(flags)
	control.notapplicable with input as _given(flags)
}
