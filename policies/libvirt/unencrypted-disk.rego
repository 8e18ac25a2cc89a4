# METADATA
# title: Guests' disks must be encrypted
# description: >-
#   Whoever gets at the image, the volume or the drive of a disk without LUKS reads the guest's data: from a backup, a
#   stolen drive, or as another user of the storage. A layer that libvirt does not see - the host's dm-crypt, the storage
#   itself, or the guest - may encrypt instead, which is why this is of low severity. Read-only disks hold no guest's data.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatstorageencryption.html
#     description: Storage encryption
# custom:
#   severity: low
#   subject: libvirt/disk
#   wall: storage
#   dimension: security
#   remediation: Create the volume with LUKS, and name its secret in the disk's encryption element.
#   frameworks:
#     bsi-sys-1.5: [A28]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-28]
package bulkhead.libvirt.unencrypted_disk

deny contains {
	"path": ["disk", "source", "encryption", "format"],
	"message": "keeps the guest's data without LUKS",
	"expected": "luks",
} if {
	not _keeps_nothing
	not _encrypted
}

notapplicable if _keeps_nothing

_keeps_nothing if input.disk.readonly

_keeps_nothing if input.disk.device in {"cdrom", "floppy"}

_encrypted if input.disk.source.encryption.format in _luks

_encrypted if input.disk.encryption.format in _luks

_luks := {"luks", "luks-any", "luks2"}
