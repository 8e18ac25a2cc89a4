# METADATA
# title: Old snapshots should be deleted
# description: >-
#   A snapshot keeps what has since been deleted from the guest, and the definition that the guest had: going back
#   brings back faults that were mended, and settings that were hardened. Later layers depend on it, and fill the
#   storage. It counts as old after 30 days, at the time when the host was read.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatsnapshot.html
#     description: Snapshots
# custom:
#   severity: low
#   subject: libvirt/snapshot
#   wall: storage
#   dimension: maintenance
#   remediation: >-
#     Delete the snapshot (virsh snapshot-delete). For keeping, use backups.
#   frameworks:
#     bsi-sys-1.5: [A10, A24]
#     nist-800-125a: [general]
#     nist-800-53r5: [cm-2, si-2]
package bulkhead.libvirt.stale_snapshot

deny contains {
	"path": ["snapshot", "creationTime"],
	"message": "was taken more than 30 days before the host was read",
} if {
	input.facts.ageDays > 30
}

notapplicable if not input.snapshot.creationTime
