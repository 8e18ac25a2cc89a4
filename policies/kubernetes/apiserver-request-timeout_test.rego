package bulkhead.kubernetes.apiserver_request_timeout_test

import data.bulkhead.kubernetes.apiserver_request_timeout as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

test_fail if {
	control.deny == {{
		"path": ["apiserver", "flags", "request-timeout"],
		"message": "lets requests last longer than five minutes",
	}} with input as _given({"request-timeout": 300.5})
}

test_pass if control.deny == set() with input as _given({"request-timeout": 300})

test_absent if control.deny == set() with input as _given({})
