package bulkhead.edges.kubernetes.sandbox_test

import data.bulkhead.edges.kubernetes.sandbox as edge

_pod(handler) := {
	"pod": {"spec": {"runtimeClassName": "c"}},
	"facts": {"runtimeClass": {"exists": true, "handler": handler}},
}

test_kata if count(edge.deny) == 1 with input as _pod("kata")

test_other if count(edge.deny) == 1 with input as _pod("other")

test_runc if count(edge.deny) == 0 with input as _pod("runc")

test_absent if count(edge.deny) == 0 with input as {"pod": {"spec": {}}, "facts": {}}
