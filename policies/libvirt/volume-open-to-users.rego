# METADATA
# title: Volumes must not be open to every user
# description: >-
#   Who may read an image has all that its guest keeps, and who may write to it has the guest. libvirt makes volumes
#   with mode 0600; images that were copied into a pool often kept 0644. Where nobody else may enter the pool's
#   directory, the image's own mode does not matter. Install media in ISO format may be read by all.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatstorage.html
#     description: Storage pools and volumes
# custom:
#   severity: high
#   subject: libvirt/volume
#   wall: storage
#   dimension: isolation
#   remediation: >-
#     Set the volume's mode to 0600.
#   frameworks:
#     bsi-sys-1.5: [A3, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-3, sc-28]
package bulkhead.libvirt.volume_open_to_users

import data.bulkhead.lib.libvirt.mode
import data.bulkhead.lib.libvirt.subject
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["volume", "target", "permissions", "mode"],
	"message": "can be written by every user",
	"expected": "0600",
} if {
	mode.others_write(_mode)
	_reachable
}

deny contains {
	"path": ["volume", "target", "permissions", "mode"],
	"message": "can be read by every user",
	"expected": "0600",
} if {
	mode.others_read(_mode)
	not mode.others_write(_mode)
	not _install_medium
	_reachable
}

unknown contains gap if some gap in (subject.gaps | _gaps)

unknown contains {"path": ["pool"], "message": input.pool.why, "reason": "unread"} if {
	_open
	input.pool.unknown == "unread"
}

unknown contains gap if {
	_open
	some gap in _pool_gaps
}

notapplicable if {
	not _mode
	input.volume.type in {"network", "netdir"}
}

_mode := input.volume.target.permissions.mode

_install_medium if input.volume.target.format.type == "iso"

_open if mode.others_write(_mode)

_open if {
	mode.others_read(_mode)
	not _install_medium
}

# A file does not say which pool the volume is for; then its own mode is judged.
_reachable if {
	not _closed
	not input.pool.unknown == "unread"
	count(_pool_gaps) == 0
	count(_gaps) == 0
}

_closed if {
	permissions := input.pool.target.permissions.mode
	not mode.others_enter(permissions)
}

_pool_gaps contains unknown_value.verdict(["pool", "target"], input.pool.target)

_pool_gaps contains unknown_value.verdict(["pool", "target", "permissions"], input.pool.target.permissions)

_pool_gaps contains unknown_value.verdict(["pool", "target", "permissions", "mode"], input.pool.target.permissions.mode)

_gaps contains unknown_value.verdict(["volume", "target"], input.volume.target)

_gaps contains unknown_value.verdict(["volume", "target", "format"], input.volume.target.format)

_gaps contains unknown_value.verdict(["volume", "target", "permissions"], input.volume.target.permissions)

_gaps contains unknown_value.verdict(["volume", "target", "permissions", "mode"], input.volume.target.permissions.mode)
