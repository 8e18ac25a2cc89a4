# METADATA
# title: Writable disks must have the label of their guest alone
# description: >-
#   libvirt gives each image the label of the one guest that uses it, and so SELinux keeps other guests' processes
#   off it. relabel='no' leaves the label as it is, a label of its own is the same for every guest that may use it,
#   and labelskip marks an image whose file system holds no labels. Plain users and groups (model dac) are shared by
#   all guests anyway and do not count.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#security-label
#     description: Security labels
# custom:
#   severity: medium
#   subject: libvirt/disk
#   wall: storage
#   dimension: isolation
#   remediation: >-
#     Remove the seclabel from the disk's source, and keep the image where the host's security module can label it.
#   frameworks:
#     bsi-sys-1.5: [A15, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, sc-39]
package bulkhead.libvirt.disk_without_own_label

deny contains {
	"path": ["disk", "source", "seclabel", i, "relabel"],
	"message": "keeps whatever label its image has, which need not be this guest's alone",
	"expected": "yes",
} if {
	some i, seclabel in _writable_labels
	seclabel.relabel == "no"
}

deny contains {
	"path": ["disk", "source", "seclabel", i, "label"],
	"message": "has a label of its own, which other guests may have too",
} if {
	some i, seclabel in _writable_labels
	not seclabel.relabel == "no"
	seclabel.label != ""
}

deny contains {
	"path": ["disk", "source", "seclabel", i, "labelskip"],
	"message": "lies on a file system without labels, so that nothing tells it from other guests' images",
	"severity": "low",
} if {
	some i, seclabel in _writable_labels
	seclabel.labelskip == "yes"
}

_writable_labels[i] := seclabel if {
	not input.disk.readonly
	not input.disk.device == "cdrom"
	some i, seclabel in input.disk.source.seclabel
	not seclabel.model == "dac"
}
