package bulkhead.node.cpu_vulnerable_test

import data.bulkhead.node.cpu_vulnerable as control

_safe := {
	"gather_data_sampling": "Not affected",
	"indirect_target_selection": "Not affected",
	"itlb_multihit": "Not affected",
	"l1tf": "Not affected",
	"mds": "Not affected",
	"meltdown": "Not affected",
	"mmio_stale_data": "Not affected",
	"reg_file_data_sampling": "Not affected",
	"retbleed": "Not affected",
	"spec_rstack_overflow": "Not affected",
	"spec_store_bypass": "Not affected",
	"spectre_v1": "Not affected",
	"spectre_v2": "Not affected",
	"srbds": "Not affected",
	"tsa": "Not affected",
	"tsx_async_abort": "Not affected",
	"vmscape": "Not affected",
}

_given(answers) := {"machine": {"cpu": {"vulnerabilities": object.union(_safe, answers)}}}

_open := "the kernel calls the CPU vulnerable to this attack"

_open_to_threads := "the kernel calls the CPU vulnerable to this attack between two threads of one core"

test_fail[answer] if {
	some answer in [
		"Vulnerable",
		"Vulnerable: Clear CPU buffers attempted, no microcode; SMT Host state unknown",
		"KVM: Vulnerable",
		"Mitigation: PTE Inversion; VMX: vulnerable, SMT vulnerable",
		"Mitigation: Enhanced / Automatic IBRS; IBPB: conditional; PBRSB-eIBRS: Not affected; BHI: Vulnerable, KVM: SW loop",
	]
	control.deny == {{
		"path": ["machine", "cpu", "vulnerabilities", "l1tf"],
		"message": _open,
	}} with input as _given({"l1tf": answer})
}

test_fail_between_threads[answer] if {
	some answer in [
		"Mitigation: Clear CPU buffers; SMT vulnerable",
		"Mitigation: PTE Inversion; VMX: conditional cache flushes, SMT vulnerable",
	]
	control.deny == {{
		"path": ["machine", "cpu", "vulnerabilities", "mds"],
		"message": _open_to_threads,
		"severity": "medium",
	}} with input as _given({"mds": answer})
}

test_fail_an_attack_to_come if {
	control.deny == {{
		"path": ["machine", "cpu", "vulnerabilities", "old_microcode"],
		"message": _open,
	}} with input as _given({"old_microcode": "Vulnerable"})
}

test_fail_despite_unread if {
	given := _given({"mds": {"unknown": "unread", "why": "permission denied"}, "l1tf": "Vulnerable"})
	control.deny == {{"path": ["machine", "cpu", "vulnerabilities", "l1tf"], "message": _open}} with input as given
	control.unknown == {{
		"path": ["machine", "cpu", "vulnerabilities", "mds"],
		"message": "permission denied",
		"reason": "unread",
	}} with input as given
}

test_pass[answer] if {
	some answer in [
		"Not affected",
		"Mitigation: PTI",
		"Mitigation: Clear CPU buffers; SMT disabled",
		"KVM: Mitigation: VMX disabled",
		"Processor vulnerable",
	]
	control.deny == set() with input as _given({"itlb_multihit": answer})
	control.unknown == set() with input as _given({"itlb_multihit": answer})
}

test_unknown_in_guest[answer] if {
	some answer in [
		"Unknown: Dependent on hypervisor status",
		"Unknown: No mitigations",
		"Mitigation: Clear CPU buffers; SMT Host state unknown",
	]
	control.deny == set() with input as _given({"mds": answer})
	control.unknown == {{
		"path": ["machine", "cpu", "vulnerabilities", "mds"],
		"message": "the kernel runs as a guest and can't see what its host does about this attack",
		"reason": "not-in-input",
	}} with input as _given({"mds": answer})
}

test_unknown_to_old_kernel if {
	given := {"machine": {"cpu": {"vulnerabilities": object.remove(_safe, ["vmscape"])}}}
	control.deny == set() with input as given
	control.unknown == {{
		"path": ["machine", "cpu", "vulnerabilities", "vmscape"],
		"message": "the kernel does not know this attack",
		"reason": "not-in-input",
	}} with input as given
}

test_unknown_whole if {
	given := {"unknown": "not-in-input", "why": "no sysfs: vulnerable, unknown"}
	control.deny == set() with input.machine.cpu.vulnerabilities as given
	control.unknown == {{
		"path": ["machine", "cpu", "vulnerabilities"],
		"message": "no sysfs: vulnerable, unknown",
		"reason": "not-in-input",
	}} with input.machine.cpu.vulnerabilities as given
}

test_absent[note] if {
	some note, given in {
		"machine": {},
		"unknown machine": {"machine": {"unknown": "unread", "why": "denied"}},
	}
	control.deny == set() with input as given
	control.unknown == {{
		"path": ["machine", "cpu", "vulnerabilities"],
		"message": "what the kernel says of the CPU is not known",
		"reason": "not-in-input",
	}} with input as given
}
