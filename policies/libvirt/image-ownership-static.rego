# METADATA
# title: libvirt must own the images while guests run
# description: >-
#   With dynamic_ownership = 0 libvirt no longer gives a guest's images to the user that its QEMU runs as, and takes
#   them back afterwards. They then have to belong to that user for good, or be open to more users than that, which
#   is how images end up readable by all. Absent, it is 1. Acceptable where something else sets owners, one for each
#   guest.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: medium
#   subject: libvirt/daemon
#   wall: storage
#   dimension: isolation
#   remediation: Remove dynamic_ownership from qemu.conf.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, ac-6]
package bulkhead.libvirt.image_ownership_static

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "dynamic_ownership"],
	"message": "leaves the owners and modes of guests' images to others",
	"expected": "1",
} if {
	input.machine.libvirt["qemu.conf"].dynamic_ownership == "0"
}
