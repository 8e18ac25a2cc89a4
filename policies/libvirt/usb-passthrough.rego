# METADATA
# title: Guests must not have the host's USB devices
# description: >-
#   The guest talks to the device past the host, and can rewrite its firmware, so that the device attacks the host
#   or the next guest that it is plugged into. A device given by vendor and product is whichever such one is plugged
#   in. Acceptable for a device that nobody else uses.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#host-device-assignment
#     description: The hostdev element
# custom:
#   severity: medium
#   subject: libvirt/hostdev
#   wall: hardware
#   dimension: isolation
#   remediation: Give the guest a virtual device, or a device that stays its own.
#   frameworks:
#     bsi-sys-1.5: [A13, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.usb_passthrough

deny contains {
	"path": ["hostdev", "type"],
	"message": "gives the guest a USB device of the host",
} if {
	input.hostdev.type == "usb"
}

notapplicable if not input.hostdev.type == "usb"
