package bulkhead.libvirt.smt_siblings_shared_test

import data.bulkhead.libvirt.smt_siblings_shared as control

_machine(smt, settings) := {"cpu": {"smt": smt}, "libvirt": {"qemu.conf": settings}}

test_fail[note] if {
	some note, settings in {"absent": {}, "none": {"sched_core": "none"}}
	control.deny == {{
		"path": ["machine", "libvirt", "qemu.conf", "sched_core"],
		"message": "runs two guests on one core's threads at a time",
		"expected": "vcpus",
	}} with input.machine as _machine("on", settings)
}

test_absent_file if count(control.deny) == 1 with input.machine as {"cpu": {"smt": "on"}, "libvirt": {}}

test_pass[note] if {
	some note, machine in {
		"core scheduling": _machine("on", {"sched_core": "vcpus"}),
		"all of QEMU": _machine("on", {"sched_core": "full"}),
		"near miss: no SMT": _machine("notsupported", {}),
		"off": _machine("off", {"sched_core": "none"}),
	}
	control.deny == set() with input.machine as machine
}
