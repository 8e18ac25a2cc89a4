# METADATA
# title: Running guests must not be tainted
# description: >-
#   libvirt marks a running guest as tainted when something was done to it that its own safeguards do not cover:
#   arguments past its parser, monitor commands, a start outside of libvirt, hook scripts, privileges that it would
#   not give. What libvirt says of the guest's isolation does not hold for it any more, until it starts anew
#   without.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/kbase/qemu-passthrough-security.html
#     description: What QEMU arguments past libvirt give away
# custom:
#   severity: medium
#   subject: libvirt/domain
#   wall: privilege
#   dimension: security
#   remediation: >-
#     Take the cause out of the definition, and start the guest anew.
#   frameworks:
#     bsi-sys-1.5: [A3, A17]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-6, si-7]
package bulkhead.libvirt.tainted_domain

import data.bulkhead.lib.libvirt.subject

deny contains {
	"path": ["state", "messages", i],
	"message": concat("", ["runs tainted: ", trim_prefix(message, "tainted: ")]),
	"severity": _severity(message),
} if {
	some i, message in input.state.messages
	startswith(message, "tainted: ")
}

unknown contains gap if some gap in subject.state_gaps

unknown contains {
	"path": ["state", "messages"],
	"message": input.state.messages.why,
	"reason": input.state.messages.unknown,
}

notapplicable if input.state.unknown == "not-in-input"

notapplicable if input.state.active == false

_severity(message) := "high" if {
	regex.match(`monitor control commands|elevated privileges|format probing`, message)
} else := "low" if {
	regex.match(`deprecated configuration|CPU passthrough`, message)
} else := "medium"
