package bulkhead.kubernetes.apiserver_admits_external_ips_test

import data.bulkhead.kubernetes.apiserver_admits_external_ips as control

_given(flags) := {"apiserver": {"flags": flags}, "facts": {"minor": 37}}

_denied := {{
	"path": ["apiserver", "flags", "enable-admission-plugins"],
	"message": "does not refuse external IPs of Services",
	"expected": "DenyServiceExternalIPs",
}}

test_fail if control.deny == _denied with input as _given({"enable-admission-plugins": ["PodSecurity"]})

test_fail_where_absent if control.deny == _denied with input as _given({})

test_fail_where_disabled_too if {
	control.deny == _denied with input as _given({"disable-admission-plugins": ["DenyServiceExternalIPs"]})
}

test_pass if {
	control.deny == set() with input as _given({"enable-admission-plugins": ["PodSecurity", "DenyServiceExternalIPs"]})
}

test_pass_by_the_old_flag if control.deny == set() with input as _given({"admission-control": ["DenyServiceExternalIPs"]})
