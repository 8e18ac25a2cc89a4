package bulkhead.kubernetes.ingress_without_tls_test

import data.bulkhead.kubernetes.ingress_without_tls as control

_given(spec) := {"ingress": {"spec": spec}}

_denied := {{"path": ["ingress", "spec", "rules", 0, "host"], "message": "serves a host that spec.tls does not name"}}

test_fail[note] if {
	some note, spec in {
		"absent": {"rules": [{"host": "shop.example.com"}]},
		"empty": {"rules": [{"host": "shop.example.com"}], "tls": []},
		"near miss: another host": {"rules": [{"host": "shop.example.com"}], "tls": [{"hosts": ["example.com"]}]},
		"near miss: two labels": {"rules": [{"host": "a.shop.example.com"}], "tls": [{"hosts": ["*.example.com"]}]},
		"all hosts": {"rules": [{"http": {}}], "tls": [{"hosts": ["example.com"]}]},
	}
	control.deny == _denied with input as _given(spec)
}

test_fail_default_backend if {
	control.deny == {{
		"path": ["ingress", "spec", "tls"],
		"message": "serves its default backend without TLS",
	}} with input as _given({"defaultBackend": {}})
}

test_pass[note] if {
	some note, spec in {
		"named": {"rules": [{"host": "shop.example.com"}], "tls": [{"hosts": ["shop.example.com"]}]},
		"wildcard": {"rules": [{"host": "shop.example.com"}], "tls": [{"hosts": ["*.example.com"]}]},
		"all": {"rules": [{"host": "shop.example.com"}, {"http": {}}], "tls": [{"secretName": "all"}]},
		"default backend": {"defaultBackend": {}, "tls": [{"secretName": "all"}]},
	}
	control.deny == set() with input as _given(spec)
}
