# METADATA
# title: Guests must not have the host's SCSI devices
# description: >-
#   The guest's SCSI commands go to the device as they are, reservations and mode pages included; rawio adds
#   CAP_SYS_RAWIO to the guest's process. scsi_host gives the guest a target in the host's kernel (vhost-scsi). A
#   disk has only reads, writes and flushes. Acceptable for tape drives and clusters that need persistent
#   reservations.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#host-device-assignment
#     description: The hostdev element
# custom:
#   severity: medium
#   subject: libvirt/hostdev
#   wall: storage
#   dimension: isolation
#   remediation: Give the guest a disk, or a device that it has alone, without rawio.
#   frameworks:
#     bsi-sys-1.5: [A13, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-4]
package bulkhead.libvirt.scsi_passthrough

deny contains {
	"path": ["hostdev", "type"],
	"message": "gives the guest a SCSI device of the host",
} if {
	_scsi
	not input.hostdev.rawio == "yes"
	not input.hostdev.readonly
}

deny contains {
	"path": ["hostdev", "rawio"],
	"message": "gives the guest a SCSI device of the host, and its process raw access to drives (CAP_SYS_RAWIO)",
	"severity": "high",
} if {
	_scsi
	input.hostdev.rawio == "yes"
}

notapplicable if not _scsi

_scsi if input.hostdev.type in {"scsi", "scsi_host"}
