package bulkhead.node.kvm_test_interfaces_test

import data.bulkhead.node.kvm_test_interfaces as control

test_backdoor if {
	control.deny == {{
		"path": ["machine", "kvm", "kvm", "enable_vmware_backdoor"],
		"message": "opens VMware's port to guests",
		"expected": "N",
	}} with input.machine.kvm.kvm as {"enable_vmware_backdoor": "Y", "force_emulation_prefix": "0"}
}

test_prefix[value] if {
	some value in ["1", "2", "Y"]
	control.deny == {{
		"path": ["machine", "kvm", "kvm", "force_emulation_prefix"],
		"message": "lets guests have any instruction decoded by KVM",
		"expected": "0",
	}} with input.machine.kvm.kvm as {"force_emulation_prefix": value}
}

test_pass[note] if {
	some note, machine in {
		"near miss: off": {"kvm": {"kvm": {"enable_vmware_backdoor": "N", "force_emulation_prefix": "0"}}},
		"near miss: off in old kernels": {"kvm": {"kvm": {"force_emulation_prefix": "N"}}},
		"no module": {"kvm": {}},
		"absent": {"kvm": {"kvm": {}}},
	}
	control.deny == set() with input.machine as machine
}
