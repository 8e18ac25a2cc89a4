package bulkhead.kubernetes.unsandboxed_workload_test

import data.bulkhead.kubernetes.unsandboxed_workload as control
import data.bulkhead.parameters.kubernetes.unsandboxed_workload as parameters

_given(namespace, class) := {"pod": {"spec": {"runtimeClassName": "c"}}, "facts": {"namespace": namespace, "runtimeClass": class}}

_denied := {{"path": ["pod", "spec", "runtimeClassName"], "message": "is not trusted and shares the node's kernel"}}

test_fail if {
	control.deny == _denied with input as {"pod": {"spec": {}}, "facts": {"namespace": "tenant-a"}}
		with parameters.namespaces as ["tenant-*"]
	control.deny == _denied with input as _given("tenant-a", {"exists": true, "handler": "runc"})
		with parameters.namespaces as ["shop", "tenant-*"]
}

test_pass if {
	control.deny == set() with input as _given("tenant-a", {"exists": true, "handler": "kata-qemu"})
		with parameters.namespaces as ["tenant-*"]
	not control.notapplicable with input as _given("tenant-a", {"exists": true, "handler": "kata-qemu"})
		with parameters.namespaces as ["tenant-*"]
}

test_pass_own_handler if {
control.deny | control.unknown == set() with input as _given("tenant-a", {"exists": true, "handler": "firecracker"})
	with parameters.namespaces as ["tenant-*"]
	with parameters.handlers as ["firecracker"]}

test_unknown if {
	count(control.unknown) == 1 with input as _given("tenant-a", {"exists": true, "handler": "firecracker"})
		with parameters.namespaces as ["tenant-*"]
	count(control.unknown) == 1 with input as _given({"unknown": "not-in-input", "why": "no namespace"}, {})
		with parameters.namespaces as ["tenant-*"]
}

test_not_applicable if {
	control.notapplicable with input as _given("tenant-a", {"exists": true, "handler": "runc"})
	control.deny == set() with input as _given("tenant-a", {"exists": true, "handler": "runc"})
	control.notapplicable with input as _given("my-tenant-a", {"exists": true, "handler": "runc"})
		with parameters.namespaces as ["tenant-*"]
	control.deny == set() with input as _given("my-tenant-a", {"exists": true, "handler": "runc"})
		with parameters.namespaces as ["tenant-*"]
}
