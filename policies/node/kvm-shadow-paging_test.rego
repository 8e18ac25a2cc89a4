package bulkhead.node.kvm_shadow_paging_test

import data.bulkhead.node.kvm_shadow_paging as control

test_fail[note] if {
	some note, machine in {
		"Intel": {"kvm": {"kvm_intel": {"ept": "N"}}},
		"AMD": {"kvm": {"kvm_amd": {"npt": "0"}}},
	}
	control.deny == {{
		"path": ["machine", "kvm"],
		"message": "keeps guests' page tables in software",
	}} with input.machine as machine
}

test_pass[note] if {
	some note, machine in {
		"on": {"kvm": {"kvm_intel": {"ept": "Y"}}},
		"near miss: on, AMD": {"kvm": {"kvm_amd": {"npt": "1"}}},
		"absent": {"kvm": {}},
		"no KVM": {},
	}
	control.deny == set() with input.machine as machine
}
