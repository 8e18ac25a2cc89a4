package bulkhead.kubernetes.gateway_without_tls_test

import data.bulkhead.kubernetes.gateway_without_tls as control

_given(facts) := {"facts": {"listeners": facts}}

test_fail if {
	control.deny == {{
		"path": ["gateway", "spec", "listeners", 1, "protocol"],
		"message": "has a listener that serves requests in clear text",
		"expected": "HTTPS",
	}} with input as _given([{"clearText": false}, {"clearText": true}])
}

test_pass if control.deny == set() with input as _given([{"clearText": false}])

test_absent if control.deny == set() with input as _given([])

test_near_miss_unknown if {
	given := _given([{"clearText": {"unknown": "unread", "why": "httproutes: denied"}}])
	control.deny == set() with input as given
	control.unknown == {{
		"path": ["gateway", "spec", "listeners", 0, "protocol"],
		"message": "httproutes: denied",
		"reason": "unread",
	}} with input as given
}
