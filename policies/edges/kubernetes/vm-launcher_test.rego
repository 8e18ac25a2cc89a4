package bulkhead.edges.kubernetes.vm_launcher_test

import data.bulkhead.edges.kubernetes.vm_launcher as edge

test_machine if count(edge.deny) == 1 with input as {"virtualmachine": {"spec": {"domain": {}}}}

test_nothing_known if count(edge.deny) == 0 with input as {"virtualmachine": {"unknown": "unread", "why": "x"}}

_caged := {
	"user": "qemu",
	"capabilities": "0000000000000000",
	"seccomp": "2",
	"mounts": "own",
	"alike": 0,
	"enforce": "1",
	"label": "system_u:system_r:container_t:s0:c14,c881",
}

_machine(process) := {"virtualmachine": {"spec": {"domain": {}}}, "facts": {"process": process}}

test_caged_otherwise if count(edge.deny) == 0 with input as _machine(_caged)

test_without_filter if count(edge.deny) == 1 with input as _machine(object.union(_caged, {"seccomp": "0"}))
