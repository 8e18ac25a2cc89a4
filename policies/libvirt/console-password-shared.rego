# METADATA
# title: Guests must not share one console password
# description: >-
#   vnc_password, spice_password and rdp_password in qemu.conf are the password of every guest that has none of its
#   own: who knows it for one guest has the consoles of all, and it lies in clear in the file. Of a VNC password
#   only eight characters count. Acceptable where one person owns all guests.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: low
#   subject: libvirt/daemon
#   wall: identity
#   dimension: security
#   remediation: Give each guest a password of its own, or use SASL.
#   frameworks:
#     bsi-sys-1.5: [A12, A25]
#     nist-800-125a: [general]
#     nist-800-53r5: [ia-2, ia-5]
package bulkhead.libvirt.console_password_shared

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", setting],
	"message": "gives all guests one console password",
} if {
	some setting in ["rdp_password", "spice_password", "vnc_password"]
	input.machine.libvirt["qemu.conf"][setting].length > 0
}
