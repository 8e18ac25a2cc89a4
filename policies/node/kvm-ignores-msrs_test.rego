package bulkhead.node.kvm_ignores_msrs_test

import data.bulkhead.node.kvm_ignores_msrs as control

test_fail[note] if {
	some note, machine in {"on": {"kvm": {"kvm": {"ignore_msrs": "Y"}}}}
	control.deny == {{
		"path": ["machine", "kvm", "kvm", "ignore_msrs"],
		"message": "answers guests' unknown registers with zero",
		"expected": "N",
	}} with input.machine as machine
}

test_pass[note] if {
	some note, machine in {
		"near miss: off": {"kvm": {"kvm": {"ignore_msrs": "N"}}},
		"no module": {"kvm": {}},
		"absent": {"kvm": {"kvm": {}}},
	}
	control.deny == set() with input.machine as machine
}
