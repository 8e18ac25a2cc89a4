package bulkhead.edges.kubernetes.vm_monitor_shown_test

import data.bulkhead.edges.kubernetes.vm_monitor_shown as edge

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

test_caged if count(edge.deny) == 1 with input as _machine(_caged)

test_not_whole if {
	every change in [
		{"user": "root"}, {"capabilities": "0000000000000400"}, {"seccomp": "0"}, {"mounts": "host"}, {"alike": 1}, {"enforce": "0"},
		{"label": "system_u:system_r:spc_t:s0:c14,c881"}, {"label": "system_u:system_r:container_t:s0"},
		{"label": "cri-containerd.apparmor.d (enforce)"},
	] {
		count(edge.deny) == 0 with input as _machine(object.union(_caged, change))
	}
}

test_not_shown if count(edge.deny) == 0 with input as {"virtualmachine": {"spec": {"domain": {}}}, "facts": {}}
