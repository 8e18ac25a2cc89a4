# METADATA
# title: Directories of images must not be open to every user
# description: >-
#   Who may write to a pool's directory swaps a guest's image for another, and the guest starts it. Who may list it
#   learns what guests there are, and reads each image whose own mode lets them. libvirt makes such directories with
#   mode 0711, and takes others as they are. A running pool shows its directory's real mode.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatstorage.html
#     description: Storage pools and volumes
# custom:
#   severity: high
#   subject: libvirt/pool
#   wall: storage
#   dimension: isolation
#   remediation: >-
#     Set the directory's mode to 0711 or 0700.
#   frameworks:
#     bsi-sys-1.5: [A3, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, ac-6]
package bulkhead.libvirt.pool_open_to_users

import data.bulkhead.lib.libvirt.mode
import data.bulkhead.lib.libvirt.subject
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["pool", "target", "permissions", "mode"],
	"message": "has a directory that every user may write to",
	"expected": "0711",
} if {
	mode.others_write(_mode)
}

deny contains {
	"path": ["pool", "target", "permissions", "mode"],
	"message": "has a directory that every user may list",
	"expected": "0711",
	"severity": "low",
} if {
	mode.others_read(_mode)
	not mode.others_write(_mode)
}

# Without a mode in its definition, only the running pool tells the directory's.
unknown contains {
	"path": ["pool", "target", "permissions", "mode"],
	"message": "does not run, and its definition does not tell the directory's mode",
	"reason": "not-in-input",
} if {
	_directory
	input.state.active == false
	not _mode
	not input.pool.target.permissions.mode.unknown
	count(_gaps) == 0
}

unknown contains unknown_value.verdict(["state", "active"], input.state.active) if {
	_directory
	not _mode
}

unknown contains gap if some gap in _gaps

unknown contains gap if {
	_directory
	some gap in subject.state_gaps
}

notapplicable if {
	not _directory
	count(_gaps) == 0
}

_mode := input.pool.target.permissions.mode

_directory if input.pool.type in {"dir", "fs", "netfs"}

_gaps contains {"path": ["pool"], "message": input.pool.why, "reason": input.pool.unknown}

_gaps contains unknown_value.verdict(["pool", "target"], input.pool.target)

_gaps contains unknown_value.verdict(["pool", "target", "permissions"], input.pool.target.permissions)
