package bulkhead.node.pcie_acs_overridden_test

import data.bulkhead.node.pcie_acs_overridden as control

test_fail[note] if {
	some note, machine in {"on": {"kernel": {"cmdline": ["quiet", "pcie_acs_override=downstream,multifunction"]}}}
	control.deny == {{
		"path": ["machine", "kernel", "cmdline"],
		"message": "takes PCI devices for separate that can reach each other",
	}} with input.machine as machine
}

test_pass[note] if {
	some note, machine in {
		"near miss: another": {"kernel": {"cmdline": ["pcie_aspm=off"]}},
		"absent": {"kernel": {"cmdline": []}},
	}
	control.deny == set() with input.machine as machine
}
