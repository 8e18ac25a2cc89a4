# METADATA
# title: The CPU must not be open to known attacks
# description: >-
#   By a side channel of the CPU a container or guest reads the memory of others and of the host, past every other wall. The
#   kernel says for each known attack whether the CPU is affected and what is done about it. Some answers have several
#   parts, and one open part counts. A kernel that does not know an attack, or that runs as a guest and can't see its host,
#   can't tell. It is acceptable where all code on the machine belongs to one owner.
# scope: package
# related_resources:
#   - ref: https://docs.kernel.org/admin-guide/hw-vuln/index.html
#     description: Hardware vulnerabilities
# custom:
#   severity: high
#   subject: node/cpu
#   wall: hardware
#   dimension: isolation
#   remediation: >-
#     Update the kernel and the CPU's microcode, remove what switches mitigations off, and boot with mitigations=auto,nosmt
#     where only threads of one core remain open.
#   frameworks:
#     nist-800-190: ["4.5.3"]
#     nist-800-53r5: [ra-5, sc-4, si-2]
#     nist-800-125a: [general]
#     bsi-sys-1.5: [A22]
#     pci-dss-4.0.1: ["6.3.3"]
package bulkhead.node.cpu_vulnerable

import data.bulkhead.lib.unknown as unknown_value

deny contains {"path": _path(name), "message": "the kernel calls the CPU vulnerable to this attack"} if {
	some name, text in _answers
	_is_open(text)
}

deny contains {
	"path": _path(name),
	"message": "the kernel calls the CPU vulnerable to this attack between two threads of one core",
	"severity": "medium",
} if {
	some name, text in _answers
	contains(text, _between_threads)
	not _is_open(text)
}

unknown contains {
	"path": _path(name),
	"message": "the kernel runs as a guest and can't see what its host does about this attack",
	"reason": "not-in-input",
} if {
	some name, text in _answers
	contains(text, "unknown")
}

unknown contains unknown_value.verdict(_path(name), answer) if some name, answer in _told

unknown contains {
	"path": _path(name),
	"message": "the kernel does not know this attack",
	"reason": "not-in-input",
} if {
	some name in _attacks
	not name in object.keys(_told)
}

unknown contains unknown_value.verdict(["machine", "cpu", "vulnerabilities"], input.machine.cpu.vulnerabilities)

unknown contains {
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

_answers[name] := lower(answer) if {
	some name, answer in _told
	is_string(answer)
}

# The CPU has the fault, and the kernel has no KVM through which a guest could use it.
_is_open(text) if {
	text != "processor vulnerable"
	contains(replace(text, _between_threads, ""), "vulnerable")
}

_between_threads := "smt vulnerable"

_path(name) := ["machine", "cpu", "vulnerabilities", name]

# What kernels tell of as of 2026-11-24, on every architecture (drivers/base/cpu.c), but for ghostwrite and old_microcode, which
# kernels that are still kept do not have.
_attacks := {
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
