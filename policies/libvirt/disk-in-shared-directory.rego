# METADATA
# title: Disk images must not lie where other users can put files
# description: >-
#   In /tmp, /var/tmp and /dev/shm any user of the host makes files, and in a home directory its owner does: they
#   can put another image in place before the guest starts, or a link to a file that is not theirs. Images also get
#   lost there. Acceptable for a user's own guests in a session.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/kbase/secureusage.html
#     description: Secure usage of libvirt's disks
# custom:
#   severity: medium
#   subject: libvirt/disk
#   wall: storage
#   dimension: isolation
#   remediation: Move the image to a pool's directory, such as /var/lib/libvirt/images.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, sc-4]
package bulkhead.libvirt.disk_in_shared_directory

import data.bulkhead.lib.path as paths

deny contains {
	"path": ["disk", "source", "file"],
	"message": "lies where any user of the host may put files",
} if {
	_below({"/dev/shm", "/tmp", "/var/tmp"})
}

deny contains {
	"path": ["disk", "source", "file"],
	"message": "lies in a user's home directory",
	"severity": "low",
} if {
	_below({"/home"})
}

_below(places) if {
	some place in places
	paths.within(input.facts.directory, place)
}
