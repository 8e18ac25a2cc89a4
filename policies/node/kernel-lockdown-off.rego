# METADATA
# title: The kernel must be locked down
# description: >-
#   Lockdown keeps root out of the running kernel: no unsigned modules, no raw memory, no other kernel by kexec. Without it,
#   whoever becomes root on the machine, from a container or a guest's QEMU as well, changes the kernel unseen. A kernel
#   built without lockdown is as open. It is acceptable where unsigned drivers are needed.
# scope: package
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man7/kernel_lockdown.7.html
#     description: Kernel lockdown
# custom:
#   severity: low
#   subject: node/kernel
#   wall: kernel
#   dimension: isolation
#   remediation: Boot with Secure Boot, or with lockdown=integrity on the kernel's command line.
#   frameworks:
#     nist-800-190: ["4.5.5"]
#     nist-800-53r5: [cm-6, si-7]
#     nist-800-125a: [general]
#     bsi-sys-1.5: [A22]
package bulkhead.node.kernel_lockdown_off

deny contains {
	"path": ["machine", "kernel", "lockdown"],
	"message": "root may change the running kernel",
	"expected": "integrity",
} if {
	not _is_on
}

_is_on if input.machine.kernel.lockdown in {"confidentiality", "integrity"}
