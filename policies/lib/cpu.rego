# METADATA
# title: What the kernel says of the CPU
# description: Its answers about known attacks, for controls and edges that read the machine's files.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/hw-vuln/index.html
#     description: Hardware vulnerabilities
package bulkhead.lib.cpu

import data.bulkhead.lib.unknown as unknown_value

# METADATA
# description: The kernel's answers by attack, in lower case.
# scope: document
answers[name] := lower(answer) if {
	some name, answer in _told
	is_string(answer)
}

# METADATA
# description: An answer says that an attack is open to all code.
# scope: document
is_open(text) if {
	text != "processor vulnerable" # the CPU has the fault, and the kernel has no KVM through which a guest could use it
	contains(replace(text, _between_threads, ""), "vulnerable")
}

# METADATA
# description: An answer says that an attack is open to what runs on the other thread of a core, and to nothing else.
# scope: document
is_open_between_threads(text) if {
	contains(text, _between_threads)
	not is_open(text)
}

# METADATA
# description: Where an answer is.
# scope: document
path(name) := ["machine", "cpu", "vulnerabilities", name]

# METADATA
# description: What the kernel does not tell, for an unknown rule.
# scope: document
gaps contains {
	"path": path(name),
	"message": "the kernel runs as a guest and can't see what its host does about this attack",
	"reason": "not-in-input",
} if {
	some name, text in answers
	contains(text, "unknown")
}

gaps contains unknown_value.verdict(path(name), answer) if some name, answer in _told

gaps contains {
	"path": path(name),
	"message": "the kernel does not know this attack",
	"reason": "not-in-input",
} if {
	some name in attacks
	not name in object.keys(_told)
}

gaps contains unknown_value.verdict(["machine", "cpu", "vulnerabilities"], input.machine.cpu.vulnerabilities)

gaps contains {
	"path": ["machine", "cpu", "vulnerabilities"],
	"message": "what the kernel says of the CPU is not known",
	"reason": "not-in-input",
} if {
	not _told
	not _is_unread
}

_is_unread if unknown_value.is_unknown(input.machine.cpu.vulnerabilities)

_told := input.machine.cpu.vulnerabilities if {
	is_object(input.machine.cpu.vulnerabilities)
	not _is_unread
}

_between_threads := "smt vulnerable"

# METADATA
# description: >-
#   What kernels tell of as of 2026-11-24, on every architecture (drivers/base/cpu.c), but for ghostwrite and old_microcode,
#   which kernels that are still kept do not have.
# scope: document
attacks := {
	"gather_data_sampling",
	"indirect_target_selection",
	"itlb_multihit",
	"l1tf",
	"mds",
	"meltdown",
	"mmio_stale_data",
	"reg_file_data_sampling",
	"retbleed",
	"spec_rstack_overflow",
	"spec_store_bypass",
	"spectre_v1",
	"spectre_v2",
	"srbds",
	"tsa",
	"tsx_async_abort",
	"vmscape",
}
