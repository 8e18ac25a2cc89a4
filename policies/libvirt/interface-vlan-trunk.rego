# METADATA
# title: Guests must not choose among several VLANs
# description: >-
#   An interface with a VLAN trunk, or with several tags, hands the guest frames of all these VLANs and takes
#   the tags that the guest writes: the guest is a member of each network and can reach between them. One tag
#   keeps it to its own. Acceptable for routers and firewalls that run as guests.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#setting-vlan-tag-on-supported-network-types-only
#     description: VLAN tags
# custom:
#   severity: medium
#   subject: libvirt/interface
#   wall: network
#   dimension: isolation
#   remediation: Give the interface, its network or port group a vlan with one tag, and no trunk.
#   frameworks:
#     bsi-sys-1.5: [A4, A15]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-4, sc-7]
package bulkhead.libvirt.interface_vlan_trunk

import data.bulkhead.lib.libvirt.subject
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["interface", "vlan", "trunk"],
	"message": "is on a trunk of several VLANs",
	"expected": "no",
} if {
	_trunk(input.interface.vlan)
}

deny contains {
	"path": ["network", "vlan", "trunk"],
	"message": "is on a trunk of several VLANs, by its network",
	"expected": "no",
} if {
	input.interface.type == "network"
	not input.interface.vlan
	_trunk(input.network.vlan)
}

# libvirt takes several tags for a trunk.
_trunk(vlan) if vlan.trunk == "yes"

_trunk(vlan) if count(vlan.tag) > 1

unknown contains gap if some gap in subject.gaps

unknown contains unknown_value.verdict(["interface", "vlan"], input.interface.vlan)

unknown contains unknown_value.verdict(["network", "vlan"], input.network.vlan) if {
	input.interface.type == "network"
	not input.interface.vlan
}

unknown contains {"path": ["network"], "message": input.network.why, "reason": input.network.unknown} if {
	input.interface.type == "network"
	not input.interface.vlan
}
