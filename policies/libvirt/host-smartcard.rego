# METADATA
# title: Guests must not use the host's smartcards
# description: >-
#   A smartcard of mode host lets the guest use the card in the host's reader, and host-certificates the
#   certificates of the host's own database: the guest signs and decrypts as the host's user does. Acceptable on a
#   workstation, for a guest of the same user.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#smartcard-devices
#     description: The smartcard element
# custom:
#   severity: high
#   subject: libvirt/chardev
#   wall: identity
#   dimension: isolation
#   remediation: Use mode passthrough with type spicevmc, which takes the card of who looks at the guest.
#   frameworks:
#     bsi-sys-1.5: [A16, A23]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, ia-5]
package bulkhead.libvirt.host_smartcard

deny contains {
	"path": ["chardev", "mode"],
	"message": "lets the guest sign and decrypt with the host's smartcard",
} if {
	input.facts.element == "smartcard"
	input.chardev.mode in {"host", "host-certificates"}
}

notapplicable if not input.facts.element == "smartcard"
