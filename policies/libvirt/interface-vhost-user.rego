# METADATA
# title: Guests' memory must not be open to a switch outside QEMU
# description: >-
#   An interface of type vhostuser hands another process on the host all of the guest's memory, and takes packets
#   from it: who takes over that process, which serves all guests of the switch, owns every one of them. Acceptable
#   with a switch that is as confined as QEMU is.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#network-interfaces
#     description: The interface element
# custom:
#   severity: medium
#   subject: libvirt/interface
#   wall: hardware
#   dimension: isolation
#   remediation: Use an interface of type network or bridge, whose vhost runs in the kernel.
#   frameworks:
#     bsi-sys-1.5: [A4, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-39]
package bulkhead.libvirt.interface_vhost_user

deny contains {
	"path": ["interface", "type"],
	"message": "opens all of the guest's memory to a switch in another process",
} if {
	input.interface.type == "vhostuser"
}
