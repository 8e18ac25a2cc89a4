package bulkhead.edges.libvirt.cpu_leaks_test

import data.bulkhead.edges.libvirt.cpu_leaks as edge

_machine(answers) := {"machine": {"cpu": {"vulnerabilities": answers}}}

_safe[name] := "Not affected" if some name in data.bulkhead.lib.cpu.attacks

test_vulnerable if {
	answers := object.union(_safe, {"mds": "Vulnerable: Clear CPU buffers attempted, no microcode"})
	count(edge.deny) == 1 with input as _machine(answers)
}

test_between_threads if {
	answers := object.union(_safe, {"mds": "Mitigation: Clear CPU buffers; SMT vulnerable"})
	count(edge.deny) == 1 with input as _machine(answers)
}

test_safe if {
	count(edge.deny) == 0 with input as _machine(_safe)
	count(edge.unknown) == 0 with input as _machine(_safe)
}

test_attack_that_the_kernel_does_not_know if {
	some_only := object.remove(_safe, ["vmscape"])
	count(edge.unknown) == 1 with input as _machine(some_only)
}

test_machine_unknown if {
	unknown := {"machine": {"unknown": "not-in-input", "why": "x"}}
	count(edge.deny) == 0 with input as unknown
	count(edge.unknown) == 1 with input as unknown
}
