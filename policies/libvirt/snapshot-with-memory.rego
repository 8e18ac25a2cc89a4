# METADATA
# title: Snapshots should not hold a guest's memory
# description: >-
#   A snapshot of a running guest holds its memory: keys of its encrypted disks, passwords, sessions, all in clear
#   inside the image or in a file. It goes where the image's copies and backups go. Acceptable for a short time, on
#   encrypted storage.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatsnapshot.html
#     description: Snapshots
# custom:
#   severity: medium
#   subject: libvirt/snapshot
#   wall: storage
#   dimension: security
#   remediation: >-
#     Delete the snapshot, or take it of the disks alone (virsh snapshot-create --disk-only).
#   frameworks:
#     bsi-sys-1.5: [A24]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-4, sc-28]
package bulkhead.libvirt.snapshot_with_memory

deny contains {
	"path": ["snapshot", "memory", "snapshot"],
	"message": "holds the guest's memory in clear",
	"expected": "no",
} if {
	input.snapshot.memory.snapshot in {"external", "internal"}
}
