# METADATA
# title: Guests must not have a socket to the host's processes
# description: >-
#   A vsock device connects the guest with every process of the host that listens on one, past all networks and
#   their filters, and every user of the host with what listens in the guest. Acceptable where a service of the
#   host's is meant for guests.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#vsock
#     description: The vsock element
# custom:
#   severity: low
#   subject: libvirt/domain
#   wall: network
#   dimension: isolation
#   remediation: Remove the vsock device, and use the guest agent's channel or a network.
#   frameworks:
#     bsi-sys-1.5: [A4, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-4, cm-7]
package bulkhead.libvirt.vsock_device

deny contains {
	"path": ["domain", "devices", "vsock"],
	"message": "has a socket to the host's processes, past all networks",
} if {
	input.domain.devices.vsock
}
