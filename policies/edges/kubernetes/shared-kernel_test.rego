package bulkhead.edges.kubernetes.shared_kernel_test

import data.bulkhead.edges.kubernetes.shared_kernel as edge

_pod(handler) := {
	"pod": {"spec": {"runtimeClassName": "c"}},
	"facts": {"runtimeClass": {"exists": true, "handler": handler}},
}

test_absent if {
	count(edge.deny) == 1 with input as {"pod": {"spec": {}}, "facts": {}}
	count(edge.unknown) == 0 with input as {"pod": {"spec": {}}, "facts": {}}
}

test_empty if count(edge.deny) == 1 with input as {"pod": {"spec": {"runtimeClassName": ""}}, "facts": {}}

test_runc if count(edge.deny) == 1 with input as _pod("runc")

test_kata if {
	count(edge.deny) == 0 with input as _pod("kata-qemu")
	count(edge.unknown) == 0 with input as _pod("kata-qemu")
}

test_gvisor if count(edge.deny) == 0 with input as _pod("runsc")

test_near_miss if {
	count(edge.deny) == 0 with input as _pod("katana")
	count(edge.unknown) == 1 with input as _pod("katana")
}

test_not_known if {
	given := {
		"pod": {"spec": {"runtimeClassName": "c"}},
		"facts": {"runtimeClass": {"unknown": "unread", "why": "no"}},
	}
	count(edge.deny) == 0 with input as given
	count(edge.unknown) == 1 with input as given
}
