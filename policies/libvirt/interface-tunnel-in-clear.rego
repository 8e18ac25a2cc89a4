# METADATA
# title: Interfaces must not tunnel frames in clear
# description: >-
#   Interfaces of type server, client, udp and mcast carry the guest's frames over plain TCP or UDP of the host,
#   without encryption and without asking who is at the other end: whoever reaches the port is on the guest's
#   network. Acceptable on the loopback.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#network-interfaces
#     description: The interface element
# custom:
#   severity: high
#   subject: libvirt/interface
#   wall: network
#   dimension: security
#   remediation: Use a network or bridge, and a tunnel that authenticates (WireGuard, IPsec) between hosts.
#   frameworks:
#     bsi-sys-1.5: [A4, A9]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-7, sc-8]
package bulkhead.libvirt.interface_tunnel_in_clear

import data.bulkhead.lib.libvirt.address

deny contains {
	"path": ["interface", "type"],
	"message": "carries the guest's frames over the network, encrypted by nothing and open to whoever sends some",
} if {
	_tunnel
	not _local
}

notapplicable if not _tunnel

_tunnel if input.interface.type in {"client", "mcast", "server", "udp"}

# A multicast group is no address of this machine's.
_local if {
	input.interface.type != "mcast"
	address.is_loopback(input.interface.source["@address"])
}
