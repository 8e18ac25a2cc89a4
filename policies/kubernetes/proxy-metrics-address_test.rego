package bulkhead.kubernetes.proxy_metrics_address_test

import data.bulkhead.kubernetes.proxy_metrics_address as control

_given(address) := {"proxy": {"flags": {}}, "facts": {"metricsBindAddress": address}}

_denied := {{
	"path": ["proxy", "flags", "metrics-bind-address"],
	"message": "gives its metrics to other machines",
	"expected": "127.0.0.1:10249",
}}

test_fail[address] if {
	some address in ["0.0.0.0:10249", "[::]:10249", "10.0.0.1", "::", "127.0.0.1.example:10249"]
	control.deny == _denied with input as _given(address)
}

test_pass[address] if {
	some address in ["127.0.0.1:10249", "[::1]:10249", "127.0.0.1", "::1"]
	control.deny == set() with input as _given(address)
}
