package bulkhead.edges.libvirt.shared_cores_test

import data.bulkhead.edges.libvirt.shared_cores as edge

test_shared if {
	count(edge.deny) == 1 with input as {"machine": {"cpu": {"smt": "on"}, "libvirt": {"qemu.conf": {}}}}
}

test_kept_apart if {
	machine := {"cpu": {"smt": "on"}, "libvirt": {"qemu.conf": {"sched_core": "vcpus"}}}
	count(edge.deny) == 0 with input as {"machine": machine}
}

test_no_threads if count(edge.deny) == 0 with input as {"machine": {"cpu": {"smt": "notsupported"}}}
