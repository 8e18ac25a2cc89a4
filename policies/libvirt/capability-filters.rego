# METADATA
# title: libvirt must not be told that QEMU lacks features
# description: >-
#   capability_filters hides features of QEMU's from libvirt, for tests: it then does without what it would have
#   used, a locked or sandboxed form included, and taints every guest. Acceptable only for tests.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: low
#   subject: libvirt/daemon
#   wall: management
#   dimension: security
#   remediation: Remove capability_filters from qemu.conf.
#   frameworks:
#     bsi-sys-1.5: [A14]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-6, cm-7]
package bulkhead.libvirt.capability_filters

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "capability_filters"],
	"message": "hides features of QEMU's from libvirt",
} if {
	count(input.machine.libvirt["qemu.conf"].capability_filters) > 0
}
