# METADATA
# title: Guests must not share a MAC address on one network
# description: >-
#   On one network two guests with the same address get each other's frames, and a filter that lets each use its own
#   address lets each be the other. Copies of a definition keep the address. Acceptable for definitions of which
#   only one ever runs.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#network-interfaces
#     description: The interface element
# custom:
#   severity: medium
#   subject: libvirt/sharing
#   wall: network
#   dimension: isolation
#   remediation: Remove the mac element from the copy, and libvirt makes a new one.
#   frameworks:
#     bsi-sys-1.5: [A4, A15]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-4, sc-7]
package bulkhead.libvirt.mac_address_of_another

deny contains {
	"path": ["sharing", "name"],
	"message": sprintf("has the MAC address of another guest on its network: %s", [concat(", ", input.sharing.others)]),
} if {
	input.sharing.of == "mac"
	input.sharing.count > 0
}

notapplicable if not input.sharing.of == "mac"
