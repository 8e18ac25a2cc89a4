# METADATA
# title: Guests' images must be closed to the users of their host
# description: >-
#   Who may read an image has all that the guest keeps on it, passwords and keys included; who may write it owns
#   the guest at its next start. Images that guests' definitions name are judged by their own mode, whether or
#   not libvirt has a pool there, unless a directory above lets nobody through. Media that guests only read may
#   be read by all. Never acceptable for disks.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvqemu.html#posix-users-groups
#     description: Users and groups of the QEMU driver
# custom:
#   severity: high
#   subject: libvirt/daemon
#   wall: storage
#   dimension: security
#   remediation: >-
#     Set the image's mode to 0600 and its directory's to 0711; libvirt gives it to QEMU's user while the guest
#     runs.
#   frameworks:
#     bsi-sys-1.5: [A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, ac-6]
package bulkhead.libvirt.image_open_to_users

import data.bulkhead.lib.libvirt.mode

deny contains {
	"path": ["machine", "libvirt", "files", i, "mode"],
	"message": "lets every user of the host change a guest's disk",
	"expected": "0600",
	"severity": "critical",
} if {
	some i, file in input.machine.libvirt.files
	_open(file)
	mode.others_write(file.mode)
}

deny contains {
	"path": ["machine", "libvirt", "files", i, "mode"],
	"message": "lets every user of the host read a guest's disk",
	"expected": "0600",
} if {
	some i, file in input.machine.libvirt.files
	_open(file)
	mode.others_read(file.mode)
	not mode.others_write(file.mode)
	file.readOnly == false
}

_open(file) if {
	file.what == "image"
	file.shielded == false
}
