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

import data.bulkhead.lib.cpu

deny contains {"path": cpu.path(name), "message": "the kernel calls the CPU vulnerable to this attack"} if {
	some name, text in cpu.answers
	cpu.is_open(text)
}

deny contains {
	"path": cpu.path(name),
	"message": "the kernel calls the CPU vulnerable to this attack between two threads of one core",
	"severity": "medium",
} if {
	some name, text in cpu.answers
	cpu.is_open_between_threads(text)
}

unknown contains gap if some gap in cpu.gaps
