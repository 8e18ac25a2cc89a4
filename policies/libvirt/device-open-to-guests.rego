# METADATA
# title: No device of the host may be open to all guests
# description: >-
#   cgroup_device_acl lists the devices that every guest's process may open, beside those that its definition names.
#   The default has null, zero, full, random, urandom, ptmx and kvm (and userfaultfd, in newer versions); each other
#   one is open to whoever breaks out of any guest. A drive or VFIO group there is the host's storage or DMA.
#   Acceptable for a device made to be shared.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: high
#   subject: libvirt/daemon
#   wall: hardware
#   dimension: isolation
#   remediation: Remove the device from cgroup_device_acl, and name it in the definition of the guest that needs it.
#   frameworks:
#     bsi-sys-1.5: [A16, A23]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, ac-6]
package bulkhead.libvirt.device_open_to_guests

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "cgroup_device_acl", i],
	"message": "lets every guest's process open one more device of the host's",
} if {
	some i, device in input.machine.libvirt["qemu.conf"].cgroup_device_acl
	not device in _default
}

_default := {
	"/dev/full",
	"/dev/kvm",
	"/dev/null",
	"/dev/ptmx",
	"/dev/random",
	"/dev/urandom",
	"/dev/userfaultfd",
	"/dev/zero",
}
