# METADATA
# title: Guests must not take turns with a device of the host
# description: >-
#   A device that two definitions name goes from one guest to the other: what the first left in its memory or
#   firmware is the second's to read or run, unless the device can be reset, which few can fully. libvirt refuses to
#   start both at once. Acceptable between guests of one owner.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#host-device-assignment
#     description: The hostdev element
# custom:
#   severity: medium
#   subject: libvirt/sharing
#   wall: hardware
#   dimension: isolation
#   remediation: Give each guest a device, or a virtual function, of its own.
#   frameworks:
#     bsi-sys-1.5: [A13, A15]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4]
package bulkhead.libvirt.device_of_another

deny contains {
	"path": ["sharing", "name"],
	"message": sprintf("names a device that another guest has too: %s", [concat(", ", input.sharing.others)]),
} if {
	input.sharing.of == "hostdev"
	input.sharing.count > 0
}

notapplicable if not input.sharing.of == "hostdev"
