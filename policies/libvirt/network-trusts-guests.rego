# METADATA
# title: Networks must not let guests choose the frames that they receive
# description: >-
#   With trustGuestRxFilters='yes' the host takes over whatever MAC addresses, multicast groups and VLANs a guest on
#   the network sets on its card, so the guest can receive frames that are others' and join VLANs that nobody gave
#   it. Absent, it is no. It works for virtio cards on macvtap alone. Acceptable for routers and virtual switches.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatnetwork.html
#     description: The network document
# custom:
#   severity: medium
#   subject: libvirt/network
#   wall: network
#   dimension: isolation
#   remediation: Remove trustGuestRxFilters from the network and its portgroups.
#   fix: [{expected: true}]
#   frameworks:
#     bsi-sys-1.5: [A4, A15]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-4, sc-7]
package bulkhead.libvirt.network_trusts_guests

deny contains {
	"path": ["network", "trustGuestRxFilters"],
	"message": "lets its guests choose the addresses and VLANs that they receive",
	"expected": "no",
} if {
	input.network.trustGuestRxFilters == "yes"
}

deny contains {
	"path": ["network", "portgroup", i, "trustGuestRxFilters"],
	"message": "lets guests of a port group choose the addresses and VLANs that they receive",
	"expected": "no",
} if {
	some i, group in input.network.portgroup
	group.trustGuestRxFilters == "yes"
}
