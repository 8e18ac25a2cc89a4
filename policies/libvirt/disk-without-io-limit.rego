# METADATA
# title: Disks must have a limit on their use of the storage
# description: >-
#   Without iotune on the disk, or blkiotune on the guest, a guest takes as much of the storage's bandwidth as it
#   can get, and the others on it wait. Absent, there is no limit. Read-only disks do not count. Acceptable where the
#   storage itself limits its users, or the guests trust each other.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#hard-drives-floppy-disks-cdroms
#     description: The disk element
# custom:
#   severity: low
#   subject: libvirt/disk
#   wall: storage
#   dimension: scaling
#   remediation: Add iotune with total_bytes_sec or total_iops_sec to the disk, or blkiotune to the domain.
#   frameworks:
#     bsi-sys-1.5: [A3, A15]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-5, sc-6]
package bulkhead.libvirt.disk_without_io_limit

import data.bulkhead.lib.libvirt.domain

deny contains {
	"path": ["disk", "iotune"],
	"message": "may take all of its storage's bandwidth",
} if {
	_writes
	not input.disk.iotune
	not input.domain.blkiotune
}

notapplicable if not _writes

_removable if input.disk.device in {"cdrom", "floppy"}

_writes if {
	domain.runs_in_qemu
	not _removable
	not input.disk.readonly
}
