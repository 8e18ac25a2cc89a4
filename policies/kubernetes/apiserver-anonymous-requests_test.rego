package bulkhead.kubernetes.apiserver_anonymous_requests_test

import data.bulkhead.kubernetes.apiserver_anonymous_requests as control

_given(anonymous) := {"apiserver": {"flags": {"anonymous-auth": false}}, "facts": {"anonymous": anonymous}}

test_fail if {
	control.deny == {{
		"path": ["apiserver", "flags", "anonymous-auth"],
		"message": "takes requests without any identity",
		"expected": false,
	}} with input as _given(true)
}

test_pass if control.deny == set() with input as _given(false)

test_near_miss if {
	given := {"apiserver": {"flags": {"anonymous-auth": true}}, "facts": {"anonymous": false}}
	control.deny == set() with input as given
}

test_absent if {
	given := {"apiserver": {"flags": {}}, "facts": {"anonymous": false}}
	control.deny == set() with input as given
}
