# METADATA
# title: Guests must not use the host's identity on the network
# description: >-
#   An interface of type user sends the guest's packets as connections of a process of the host's: they come from
#   the host's address, past its filters for guests, and reach what listens on the host's loopback by the gateway's
#   address. By default all of that runs inside QEMU (slirp), a parser of whole TCP/IP that has let guests out.
#   Acceptable for a user's own guests in a session.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#network-interfaces
#     description: The interface element
# custom:
#   severity: medium
#   subject: libvirt/interface
#   wall: network
#   dimension: isolation
#   remediation: Use a network or bridge.
#   frameworks:
#     bsi-sys-1.5: [A4, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-4, sc-7]
package bulkhead.libvirt.user_mode_network

deny contains {
	"path": ["interface", "type"],
	"message": "is on the network as the host itself, and reaches its loopback",
} if {
	input.interface.type == "user"
}
