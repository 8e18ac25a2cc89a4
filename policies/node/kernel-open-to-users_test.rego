package bulkhead.node.kernel_open_to_users_test

import data.bulkhead.node.kernel_open_to_users as control

test_fail[name] if {
	some name, case in {
		"fs.suid_dumpable": {
			"value": "1",
			"expected": "0",
			"what": "dump the memory of programs that changed their user",
		},
		"kernel.perf_event_paranoid": {
			"value": "-1",
			"expected": "2",
			"what": "measure the kernel by its performance events",
		},
		"kernel.randomize_va_space": {
			"value": "0",
			"expected": "2",
			"what": "know where programs have their memory",
		},
		"kernel.unprivileged_bpf_disabled": {
			"value": "0",
			"expected": "2",
			"what": "run programs for BPF in the kernel",
		},
		"vm.unprivileged_userfaultfd": {
			"value": "1",
			"expected": "0",
			"what": "hold up the kernel at its page faults",
		},
	}
	control.deny == {{
		"path": ["machine", "kernel", "sysctl", name],
		"message": concat("", ["lets users ", case.what]),
		"expected": case.expected,
	}} with input.machine.kernel.sysctl as {name: case.value}
}

test_pass[note] if {
	some note, settings in {
		"defaults": {
			"fs.suid_dumpable": "2",
			"kernel.perf_event_paranoid": "2",
			"kernel.randomize_va_space": "2",
			"kernel.unprivileged_bpf_disabled": "2",
			"vm.unprivileged_userfaultfd": "0",
		},
		"near miss: stricter": {"kernel.perf_event_paranoid": "4", "kernel.unprivileged_bpf_disabled": "1"},
		"absent": {},
	}
	control.deny == set() with input.machine.kernel.sysctl as settings
}
