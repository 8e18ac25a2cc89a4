# METADATA
# title: Locked memory must have a limit
# description: >-
#   With locked, none of the guest's memory may be swapped out, and without a hard_limit QEMU may lock as much as it
#   asks for: a guest that makes its process grow takes the host's memory until the kernel kills others. libvirt's
#   documentation asks for both together. Acceptable on a host for that guest alone.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#memory-backing
#     description: The memoryBacking element
# custom:
#   severity: medium
#   subject: libvirt/domain
#   wall: hardware
#   dimension: scaling
#   remediation: Set memtune's hard_limit to the guest's memory and what QEMU needs beside it.
#   frameworks:
#     bsi-sys-1.5: [A3, A15]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-5, sc-6]
package bulkhead.libvirt.locked_memory_without_limit

deny contains {
	"path": ["domain", "memtune", "hard_limit"],
	"message": "locks its memory on the host without a limit",
} if {
	input.domain.memoryBacking.locked
	not input.domain.memtune.hard_limit
}
