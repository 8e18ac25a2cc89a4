# METADATA
# title: Guests should run as they are defined
# description: >-
#   A running guest keeps the configuration it was started with. Where its definition has been edited since, or a
#   device was plugged in or out for the running guest alone, one of the two is not what somebody believes: a
#   hardened definition that no restart has put in force, or a change past the definition that the next start
#   undoes. What isolates is compared: devices, firmware, labels, memory backing, arguments for QEMU. Findings about
#   the next start name it.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/html/libvirt-libvirt-domain.html#virDomainGetXMLDesc
#     description: The running and the next configuration
# custom:
#   severity: low
#   subject: libvirt/domain
#   wall: management
#   dimension: maintenance
#   remediation: >-
#     Shut the guest down and start it, or define what runs.
#   frameworks:
#     bsi-sys-1.5: [A14]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-2, cm-6]
package bulkhead.libvirt.runs_otherwise_than_defined

import data.bulkhead.lib.libvirt.subject
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["facts", "nextStart"],
	"message": "runs otherwise than it will after its next start",
} if {
	not unknown_value.is_unknown(input.facts.nextStart)
	count(input.facts.nextStart) > 0
}

unknown contains gap if some gap in subject.state_gaps

unknown contains unknown_value.verdict(["state", "active"], input.state.active)

unknown contains unknown_value.verdict(["facts", "nextStart"], input.facts.nextStart)

notapplicable if input.state.unknown == "not-in-input"

notapplicable if input.state.active == false
