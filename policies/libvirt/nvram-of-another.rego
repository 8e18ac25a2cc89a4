# METADATA
# title: Guests must not share their firmware's variables
# description: >-
#   The nvram file holds what a guest's firmware boots and which keys it trusts. Two guests with one file change
#   each other's: one enrols a key or sets a boot entry, and the other starts by it. Acceptable never.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#bios-bootloader
#     description: The nvram element
# custom:
#   severity: high
#   subject: libvirt/sharing
#   wall: storage
#   dimension: isolation
#   remediation: Remove the nvram's path, and libvirt gives each guest a file of its own.
#   frameworks:
#     bsi-sys-1.5: [A15, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, si-7]
package bulkhead.libvirt.nvram_of_another

deny contains {
	"path": ["sharing", "name"],
	"message": sprintf("has the firmware's variables of another guest: %s", [concat(", ", input.sharing.others)]),
} if {
	input.sharing.of == "nvram"
	input.sharing.count > 0
}

notapplicable if not input.sharing.of == "nvram"
