# METADATA
# title: Guests must not choose the frames that they receive
# description: >-
#   With trustGuestRxFilters='yes' the host takes over whatever MAC addresses, multicast groups and VLANs the guest
#   sets on its card, so the guest can receive frames that are others' and join VLANs that nobody gave it. Absent,
#   it is no. It works for virtio cards on macvtap alone. Acceptable for routers and virtual switches.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#network-interfaces
#     description: The interface element
# custom:
#   severity: medium
#   subject: libvirt/interface
#   wall: network
#   dimension: isolation
#   remediation: Remove trustGuestRxFilters.
#   fix: [{expected: true}]
#   frameworks:
#     bsi-sys-1.5: [A4, A15]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-4, sc-7]
package bulkhead.libvirt.interface_trusts_guest

deny contains {
	"path": ["interface", "trustGuestRxFilters"],
	"message": "lets the guest choose the addresses and VLANs that it receives",
	"expected": "no",
} if {
	input.interface.trustGuestRxFilters == "yes"
}
