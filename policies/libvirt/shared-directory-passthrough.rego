# METADATA
# title: Shared directories must not pass users and modes through
# description: >-
#   With 9p and accessmode passthrough, the default, files that the guest makes get the guest's users, modes and
#   setuid bits on the host, as far as QEMU's process may. mapped keeps them in attributes, and files of mode 0600.
#   virtiofs has a sandboxed daemon for it and counts elsewhere. Acceptable where the directory is mounted nosuid
#   and nodev.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#filesystems
#     description: The filesystem element
# custom:
#   severity: medium
#   subject: libvirt/filesystem
#   wall: storage
#   dimension: isolation
#   remediation: Set accessmode='mapped', or use virtiofs.
#   frameworks:
#     bsi-sys-1.5: [A15, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, ac-6]
package bulkhead.libvirt.shared_directory_passthrough

import data.bulkhead.lib.libvirt.domain

deny contains {
	"path": ["filesystem", "accessmode"],
	"message": "makes files on the host with the guest's users and modes",
	"expected": "mapped",
} if {
	_by_9p
	not input.filesystem.readonly
	not _kept_apart
}

notapplicable if not _by_9p

_kept_apart if input.filesystem.accessmode in {"mapped", "squash"}

_another_protocol if input.filesystem.driver.type in {"mtp", "virtiofs"}

_mounts if not input.filesystem.type

_mounts if input.filesystem.type == "mount"

_by_9p if {
	domain.runs_in_qemu
	_mounts
	not _another_protocol
}
