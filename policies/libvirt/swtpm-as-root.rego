# METADATA
# title: Guests' TPMs must not run as root
# description: >-
#   swtpm parses what a guest sends to its TPM. As root, a fault there is the host's; absent, it runs as the user
#   tss. Acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html
#     description: The QEMU driver
# custom:
#   severity: medium
#   subject: libvirt/daemon
#   wall: privilege
#   dimension: isolation
#   remediation: Remove swtpm_user from qemu.conf, or name a user without other rights.
#   frameworks:
#     bsi-sys-1.5: [A16, A23]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.swtpm_as_root

deny contains {
	"path": ["machine", "libvirt", "qemu.conf", "swtpm_user"],
	"message": "runs guests' TPMs as root",
	"expected": "tss",
} if {
	regex.match(`^(root|\+?0+)$`, input.machine.libvirt["qemu.conf"].swtpm_user)
}
