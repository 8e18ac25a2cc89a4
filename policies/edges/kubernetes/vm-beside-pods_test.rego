package bulkhead.edges.kubernetes.vm_beside_pods_test

import data.bulkhead.edges.kubernetes.vm_beside_pods as edge

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

test_caged if count(edge.unknown) == 1 with input as _machine(_caged)

test_not_whole if {
	every change in [
		{"user": "root"}, {"capabilities": "0000000000000400"}, {"seccomp": "0"}, {"mounts": "host"}, {"alike": 1}, {"enforce": "0"},
		{"label": "system_u:system_r:spc_t:s0:c14,c881"}, {"label": "system_u:system_r:container_t:s0"},
		{"label": "cri-containerd.apparmor.d (enforce)"},
	] {
		count(edge.unknown) == 0 with input as _machine(object.union(_caged, change))
	}
}

test_not_shown if count(edge.unknown) == 0 with input as {"virtualmachine": {"spec": {"domain": {}}}, "facts": {}}
