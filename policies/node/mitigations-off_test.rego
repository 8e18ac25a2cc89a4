package bulkhead.node.mitigations_off_test

import data.bulkhead.node.mitigations_off as control

test_fail[word] if {
	some word in [
		"mitigations=off",
		`"mitigations=off"`,
		"mitigations=auto,no_guest_host",
		"mitigations=auto,nosmt;no_user_kernel,no_user_user",
		"mitigations=;no_cross_thread",
	]
	control.deny == {{
		"path": ["machine", "kernel", "cmdline", 1],
		"message": "switches all mitigations of the CPU off, or those of one kind of attacker",
	}} with input.machine.kernel.cmdline as ["quiet", word]
}

test_fail_one[word] if {
	some word in [
		"nopti",
		"nospectre_v2",
		"nospectre-v2",
		"pti=off",
		"spectre_v2=off",
		"kpti=0",
		"retbleed=off",
		"retbleed=off,nosmt",
		"vmscape=off",
		"kvm.nx_huge_pages=never",
		"kvm-intel.vmentry_l1d_flush=never",
	]
	control.deny == {{
		"path": ["machine", "kernel", "cmdline", 1],
		"message": "switches a mitigation of the CPU off",
		"severity": "medium",
	}} with input.machine.kernel.cmdline as ["quiet", word]
}

test_last_one_counts if {
	control.deny == set() with input.machine.kernel.cmdline as ["mitigations=off", "mitigations=auto"]
	control.deny == {{
		"path": ["machine", "kernel", "cmdline", 1],
		"message": "switches all mitigations of the CPU off, or those of one kind of attacker",
	}} with input.machine.kernel.cmdline as ["mitigations=auto", "mitigations=off"]
	control.deny == {{
		"path": ["machine", "kernel", "cmdline", 1],
		"message": "switches all mitigations of the CPU off, or those of one kind of attacker",
	}} with input.machine.kernel.cmdline as ["mitigations=off", "mitigations=off"]
}

test_pass[note] if {
	some note, words in {
		"absent": [],
		"on": ["mitigations=auto,nosmt", "pti=on", "retbleed=auto,nosmt", "kvm.nx_huge_pages=force"],
		"near miss: a value of another": ["quiet=mitigations=off", "root=/dev/off"],
		"near miss: a longer name": ["xmitigations=off", "nopti2", "mds=off,x"],
		"near miss: init's": ["quiet", "--", "mitigations=off", "nopti"],
		"near miss: fewer threads": ["nosmt", "tsx=off"],
	}
	control.deny == set() with input.machine.kernel.cmdline as words
}
