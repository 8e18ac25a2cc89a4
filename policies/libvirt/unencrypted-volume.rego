# METADATA
# title: Volumes should be encrypted
# description: >-
#   A volume without LUKS can be read by whoever holds the storage: its drives, its backups, other hosts that share
#   it. It stays after its guest is gone. Acceptable where the storage below is encrypted, and for install media.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatstorageencryption.html
#     description: Encryption of volumes
# custom:
#   severity: low
#   subject: libvirt/volume
#   wall: storage
#   dimension: security
#   remediation: >-
#     Make volumes with encryption of format luks, whose passphrase is a libvirt secret.
#   frameworks:
#     bsi-sys-1.5: [A28]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-28, sc-28.1]
package bulkhead.libvirt.unencrypted_volume

deny contains {
	"path": ["volume", "target", "encryption", "format"],
	"message": "keeps data without LUKS",
	"expected": "luks",
} if {
	not _medium
	not _encrypted
}

notapplicable if _medium

_medium if input.volume.target.format.type in {"dir", "iso"}

_medium if input.volume.type in {"dir", "netdir"}

_encrypted if input.volume.target.encryption.format in {"luks", "luks-any", "luks2"}
