# METADATA
# title: Disks from iSCSI targets must ask for a login
# description: >-
#   QEMU logs in to an iSCSI target by CHAP only where the disk has auth with a secret. Absent, the target asks
#   for none: whoever reaches it, a guest on that network included, reads and writes the guest's disk. For Ceph
#   the host's ceph.conf decides. Acceptable on a network for storage alone.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#hard-drives-floppy-disks-cdroms
#     description: The disk element
# custom:
#   severity: medium
#   subject: libvirt/disk
#   wall: storage
#   dimension: security
#   remediation: >-
#     Add auth of a user with a secret of type iscsi or ceph to the source, and ask for it at the target.
#   frameworks:
#     bsi-sys-1.5: [A4, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ia-3, ac-3]
package bulkhead.libvirt.network_disk_without_login

import data.bulkhead.lib.libvirt.subject
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["disk", "source", "auth"],
	"message": "comes from an iSCSI target without login",
} if {
	_protocol == "iscsi"
	not _login
}

unknown contains {
	"path": ["disk", "source", "auth"],
	"message": "names no user of Ceph's, so that the host's ceph.conf decides",
	"reason": "not-in-input",
} if {
	_protocol == "rbd"
	not _login
}

unknown contains gap if some gap in subject.gaps

# Asked for by its two fields: the whole source is another one for each disk.
unknown contains {
	"path": ["disk", "source"],
	"message": input.disk.source.why,
	"reason": input.disk.source.unknown,
} if {
	input.disk.type == "network"
}

unknown contains unknown_value.verdict(["disk", "source", "auth"], input.disk.source.auth) if input.disk.type == "network"

notapplicable if {
	not _protocol in {"iscsi", "rbd"}
	not input.disk.source.unknown
}

_protocol := input.disk.source.protocol if input.disk.type == "network"

_login if input.disk.source.auth

_login if input.disk.auth # where it stood once
