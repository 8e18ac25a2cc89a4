package bulkhead.node.kernel_lockdown_off_test

import data.bulkhead.node.kernel_lockdown_off as control

_denied := {{
	"path": ["machine", "kernel", "lockdown"],
	"message": "root may change the running kernel",
	"expected": "integrity",
}}

test_fail if {
	control.deny == _denied with input.machine.kernel.lockdown as "none"
	control.deny == _denied with input.machine.kernel.lockdown as "near miss: integrity"
}

test_fail_absent if {
	control.deny == _denied with input.machine.kernel as {"release": "6.1.0"}
}

test_pass[level] if {
	some level in ["integrity", "confidentiality"]
	control.deny == set() with input.machine.kernel.lockdown as level
}
