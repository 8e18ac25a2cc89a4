# METADATA
# title: Running guests must run the QEMU that is installed
# description: >-
#   An update of QEMU's package mends flaws for guests that start from then on. A guest that runs on keeps the
#   old program, of which only the kernel still knows, with all its flaws, for months if nobody stops it: a
#   restart inside of the guest does not replace QEMU. Acceptable until the next maintenance window.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/migration.html
#     description: Migration, which replaces QEMU without stopping the guest
#   - ref: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
#     description: What the kernel says of a process
# custom:
#   severity: medium
#   subject: libvirt/process
#   wall: kernel
#   dimension: maintenance
#   remediation: Stop and start the guest, or migrate it to an updated host and back.
#   frameworks:
#     bsi-sys-1.5: [A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [si-2]
package bulkhead.libvirt.process_outdated

deny contains {
	"path": ["process", "replaced"],
	"message": "runs a QEMU that has been removed or updated since",
	"expected": false,
} if {
	input.process.replaced == true
}
