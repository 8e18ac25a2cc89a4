# METADATA
# title: Guests' processes must have a mount namespace
# description: >-
#   By default each QEMU sees a /dev of its own with the devices that its guest has, and nothing else of the host's.
#   namespaces = [ ] in qemu.conf, or a list without mount, shows it the host's: what a guest that broke out may
#   open is then left to users, modes and the device cgroup. Acceptable where the kernel cannot do it.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: medium
#   subject: libvirt/daemon
#   wall: kernel
#   dimension: isolation
#   remediation: Remove namespaces from qemu.conf, then restart the daemon and the guests.
#   frameworks:
#     bsi-sys-1.5: [A16, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.mount_namespace_off

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "namespaces"],
	"message": "shows guests' processes all of the host's devices",
	"expected": ["mount"],
} if {
	input.machine.libvirt["qemu.conf"].namespaces
	not "mount" in input.machine.libvirt["qemu.conf"].namespaces
}
