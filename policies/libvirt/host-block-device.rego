# METADATA
# title: Guests must not have whole drives of the host
# description: >-
#   A guest with a whole drive writes its partition table, boot sector and file systems, and the host reads those at its next
#   start or scan: with the host's own drive the guest owns the host. Volumes and images are bounded. Acceptable for drives
#   that the host never uses, such as those of a storage appliance.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/kbase/secureusage.html
#     description: Secure usage of libvirt's disks
# custom:
#   severity: high
#   subject: libvirt/disk
#   wall: storage
#   dimension: isolation
#   remediation: Give the guest a logical volume, a partition made for it or an image file.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-4]
package bulkhead.libvirt.host_block_device

# QEMU itself drives the controller, past the host's kernel.
deny contains {
	"path": ["disk", "type"],
	"message": "has a whole NVMe namespace of the host",
} if {
	input.disk.type == "nvme"
	not input.disk.readonly
}

deny contains {
	"path": ["disk", "source", "dev"],
	"message": "has a whole drive of the host",
} if {
	input.disk.type == "block"
	not input.disk.readonly
	_whole_drive(input.facts.device)
}

_whole_drive(device) if regex.match(`^/dev/([shv]d[a-z]+|xvd[a-z]+|dasd[a-z]+|nvme[0-9]+n[0-9]+|mmcblk[0-9]+)$`, device)

_whole_drive(device) if {
	regex.match(`^/dev/disk/by-(diskseq|id|path)/(ata|ccw|mmc|nvme|pci|scsi|usb|virtio|wwn|[0-9]+$)`, device)
	not regex.match(`-part[0-9]+$`, device)
}
