package bulkhead.node.l1d_flush_off_test

import data.bulkhead.node.l1d_flush_off as control

_machine(flush, vulnerability) := {
	"kvm": {"kvm_intel": {"vmentry_l1d_flush": flush}},
	"cpu": {"vulnerabilities": {"l1tf": vulnerability}},
}

test_fail if {
	control.deny == {{
		"path": ["machine", "kvm", "kvm_intel", "vmentry_l1d_flush"],
		"message": "lets guests read the L1 cache",
		"expected": "cond",
	}} with input.machine as _machine("never", "Mitigation: PTE Inversion")
}

test_pass[note] if {
	some note, machine in {
		"at need": _machine("cond", "Mitigation: PTE Inversion"),
		"near miss: a CPU without it": _machine("never", "Not affected"),
		"absent": {"kvm": {}, "cpu": {"vulnerabilities": {"l1tf": "Mitigation: PTE Inversion"}}},
	}
	control.deny == set() with input.machine as machine
}
