package bulkhead.node.kvm_huge_pages_open_test

import data.bulkhead.node.kvm_huge_pages_open as control

_machine(nx, vulnerability) := {
	"kvm": {"kvm": {"nx_huge_pages": nx}},
	"cpu": {"vulnerabilities": {"itlb_multihit": vulnerability}},
}

test_fail if {
	control.deny == {{
		"path": ["machine", "kvm", "kvm", "nx_huge_pages"],
		"message": "lets guests stop the host by code in huge pages",
		"expected": "Y",
	}} with input.machine as _machine("N", "KVM: Vulnerable")
}

test_pass[note] if {
	some note, machine in {
		"on": _machine("Y", "KVM: Mitigation: Split huge pages"),
		"near miss: a CPU without it": _machine("N", "Not affected"),
		"absent": {"kvm": {}, "cpu": {"vulnerabilities": {"itlb_multihit": "KVM: Vulnerable"}}},
	}
	control.deny == set() with input.machine as machine
}
