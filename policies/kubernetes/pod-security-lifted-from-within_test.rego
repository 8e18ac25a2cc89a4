package bulkhead.kubernetes.pod_security_lifted_from_within_test

import data.bulkhead.kubernetes.pod_security_lifted_from_within as control

_given(level, changers) := {
	"namespace": {"metadata": {"name": "shop", "labels": {"pod-security.kubernetes.io/enforce": level}}},
	"facts": {"labelChangers": changers},
}

test_fail[level] if {
	some level in ["baseline", "restricted", "not valid, so restricted"]
	control.deny == {{
		"path": ["facts", "labelChangers"],
		"message": "its own accounts may change its labels, and with them the Pod Security level that holds them",
		"expected": [],
	}} with input as _given(level, ["operator"])
}

test_pass_nobody_may if {
	control.deny == set() with input as _given("restricted", [])
	not control.notapplicable with input as _given("restricted", [])
}

test_not_applicable_where_nothing_is_enforced if {
	control.notapplicable with input as _given("privileged", ["operator"])
	control.deny == set() with input as _given("privileged", ["operator"])
}

test_not_applicable_absent if {
	control.notapplicable with input as {"namespace": {"metadata": {"name": "shop"}}, "facts": {"labelChangers": ["operator"]}}
}

test_near_miss_only_warned if {
	control.notapplicable with input as {
		"namespace": {"metadata": {"name": "shop", "labels": {"pod-security.kubernetes.io/warn": "restricted"}}},
		"facts": {"labelChangers": ["operator"]},
	}
}

_not_known(reason) := _given("restricted", {"unknown": reason, "why": "forbidden"})

test_unknown_where_not_read if {
	control.deny == set() with input as _not_known("unread")
	some told in control.unknown with input as _not_known("unread")
	told.reason == "unread"
}

test_not_applicable_to_files_that_hold_too_little if {
	control.notapplicable with input as _not_known("not-in-input")
	control.unknown == set() with input as _not_known("not-in-input")
	control.deny == set() with input as _not_known("not-in-input")
}
