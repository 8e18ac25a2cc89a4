package bulkhead.kubernetes.scheduler_bind_address_test

import data.bulkhead.kubernetes.scheduler_bind_address as control

_given(flags) := {"scheduler": {"flags": flags}, "facts": {"minor": 37}}

_denied := {{
	"path": ["scheduler", "flags", "bind-address"],
	"message": "listens on more than loopback",
	"expected": "127.0.0.1",
}}

test_fail[address] if {
	some address in ["0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example"]
	control.deny == _denied with input as _given({"bind-address": address})
}

test_fail_where_absent if control.deny == _denied with input as _given({})

test_pass[address] if {
	some address in ["127.0.0.1", "::1", "127.1.2.3"]
	control.deny == set() with input as _given({"bind-address": address})
}
