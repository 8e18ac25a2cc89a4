package bulkhead.node.same_page_merging_test

import data.bulkhead.node.same_page_merging as control

test_fail if {
	control.deny == {{
		"path": ["machine", "kernel", "ksm", "run"],
		"message": "merges equal pages of different processes and guests",
		"expected": "2",
	}} with input.machine.kernel.ksm.run as "1"
}

test_pass[run] if {
	some run in ["0", "2", "near miss: 10"]
	control.deny == set() with input.machine.kernel.ksm.run as run
}

test_pass_without_ksm if {
	control.deny == set() with input.machine.kernel as {"release": "6.1.0"}
}
