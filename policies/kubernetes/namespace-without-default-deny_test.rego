package bulkhead.kubernetes.namespace_without_default_deny_test

import data.bulkhead.kubernetes.namespace_without_default_deny as control

_given(ingress, egress) := {
	"namespace": {"metadata": {"name": "shop"}},
	"facts": {"defaultDeny": {"ingress": ingress, "egress": egress}},
}

_denied(direction, message) := {"path": ["facts", "defaultDeny", direction], "message": message, "expected": true}

_ingress := _denied("ingress", "has no network policy that denies ingress to all pods by default")

_egress := _denied("egress", "has no network policy that denies egress of all pods by default")

test_fail if {
	control.deny == {_ingress, _egress} with input as _given(false, false)
	control.deny == {_ingress} with input as _given(false, true)
	control.deny == {_egress} with input as _given(true, false) # near miss: one direction
}

test_pass if {
	control.deny == set() with input as _given(true, true)
	control.unknown == set() with input as _given(true, true)
}

test_unknown if {
	unread := {"unknown": "unread", "why": "forbidden"}
	control.deny == set() with input as _given(unread, true)
	control.unknown == {{
		"path": ["facts", "defaultDeny", "ingress"],
		"message": "forbidden",
		"reason": "unread",
	}} with input as _given(unread, true)
}

test_absent if control.deny == set() with input as {"namespace": {"metadata": {"name": "shop"}}, "facts": {}}

test_not_applicable[name] if {
	some name in ["kube-system", "kube-public", "kube-node-lease"]
	given := {
		"namespace": {"metadata": {"name": name}},
		"facts": {"defaultDeny": {"ingress": false, "egress": {"unknown": "unread", "why": "forbidden"}}},
	}
	control.notapplicable with input as given
	control.deny == set() with input as given
	control.unknown == set() with input as given
}
