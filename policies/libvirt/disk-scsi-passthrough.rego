# METADATA
# title: Disks must not pass SCSI commands on to the host's storage
# description: >-
#   With device='lun' the guest's SCSI commands go to the host's drive or array as they are: reservations that lock
#   others out, mode pages, and where sgio is unfiltered (libvirt before 8.1) firmware updates too. A disk of
#   device='disk', the default, has only reads, writes and flushes. Acceptable for clusters that need persistent
#   reservations.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#hard-drives-floppy-disks-cdroms
#     description: The disk element
# custom:
#   severity: medium
#   subject: libvirt/disk
#   wall: storage
#   dimension: isolation
#   remediation: Use device='disk', or a LUN that belongs to the guest alone.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-4]
package bulkhead.libvirt.disk_scsi_passthrough

deny contains {
	"path": ["disk", "device"],
	"message": "passes the guest's SCSI commands on to the host's storage",
	"expected": "disk",
} if {
	input.disk.device == "lun"
	not input.disk.sgio == "unfiltered"
}

deny contains {
	"path": ["disk", "sgio"],
	"message": "passes all SCSI commands of the guest on, those that rewrite a drive's firmware included",
	"severity": "high",
	"expected": "filtered",
} if {
	input.disk.device == "lun"
	input.disk.sgio == "unfiltered"
}
