# METADATA
# title: Disks must not be writable by several guests
# description: >-
#   A shareable disk gets a label that every confined guest may use, and libvirt does not stop two guests from writing it at
#   once: one guest can change what another boots or reads. Acceptable for cluster file systems and clustered databases
#   whose guests trust each other; a common base that is only read needs readonly.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#hard-drives-floppy-disks-cdroms
#     description: The disk element
# custom:
#   severity: medium
#   subject: libvirt/disk
#   wall: storage
#   dimension: isolation
#   remediation: Remove shareable, or add readonly; share files between guests by a file server instead.
#   frameworks:
#     bsi-sys-1.5: [A15, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-39]
package bulkhead.libvirt.shared_disk_writable

deny contains {
	"path": ["disk", "shareable"],
	"message": "may be written by other guests too",
} if {
	input.disk.shareable
	not input.disk.readonly
	not input.disk.device == "cdrom" # never writable, said or not
}
