package bulkhead.kubernetes.ingress_wildcard_host_test

import data.bulkhead.kubernetes.ingress_wildcard_host as control

_every := "takes requests for every host that nobody else names"

test_fail_every[note] if {
	some note, rule in {"absent": {}, "empty": {"host": ""}, "star": {"host": "*"}, "null": {"host": null}}
	control.deny == {{
		"path": ["ingress", "spec", "rules", 0, "host"],
		"message": _every,
	}} with input.ingress.spec.rules as [rule]
}

test_fail_domain if {
	control.deny == {{
		"path": ["ingress", "spec", "rules", 1, "host"],
		"message": "takes requests for every name below a domain",
	}} with input.ingress.spec.rules as [{"host": "a.example.com"}, {"host": "*.example.com"}]
}

test_fail_default[field] if {
	some field in ["defaultBackend", "backend"]
	control.deny == {{
		"path": ["ingress", "spec", field],
		"message": _every,
	}} with input.ingress.spec as {"rules": [{"host": "a.example.com"}], field: {"service": {"name": "a"}}}
}

test_pass[host] if {
	some host in ["a.example.com", "near-miss.example.com", "a"]
	control.deny == set() with input.ingress.spec.rules as [{"host": host}]
}

test_absent if control.deny == set() with input.ingress.spec as {}
