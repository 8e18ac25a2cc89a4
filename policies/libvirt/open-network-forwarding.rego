# METADATA
# title: Networks must not be forwarded without rules
# description: >-
#   libvirt sets up firewall rules for networks that are isolated, routed or behind NAT. Forward mode open gives guests a
#   route and no rule at all, so whatever reaches the host reaches them, and they reach everything. Acceptable only where
#   the host's own firewall has rules for the network's bridge. An absent mode is nat, an absent forward isolated.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatnetwork.html#connectivity
#     description: The forward element
# custom:
#   severity: medium
#   subject: libvirt/network
#   wall: network
#   dimension: isolation
#   remediation: Use forward mode nat or route, or remove forward, so that libvirt sets up its rules.
#   frameworks:
#     bsi-sys-1.5: [A4, A9]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-4, sc-7]
package bulkhead.libvirt.open_network_forwarding

deny contains {
	"path": ["network", "forward", "mode"],
	"message": "is forwarded without any of libvirt's firewall rules",
	"expected": "nat",
} if {
	input.network.forward.mode == "open"
}
