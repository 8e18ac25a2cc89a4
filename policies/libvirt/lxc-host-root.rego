# METADATA
# title: Containers must have a root file system of their own
# description: >-
#   An LXC container without a filesystem whose target is /, or with the host's own / there, has the host's:
#   it reads every file that its users may,
#   keys and other containers' data included, and where it is root on the host it writes them. Acceptable for a part
#   of the host's own services.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvlxc.html
#     description: The LXC driver and its security
# custom:
#   severity: critical
#   subject: libvirt/domain
#   wall: storage
#   dimension: isolation
#   remediation: Add a filesystem with target / and a directory of the container's own as source.
#   frameworks:
#     bsi-sys-1.5: [A16, A23]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.lxc_host_root

import data.bulkhead.lib.path as paths

deny contains {
	"path": ["domain", "devices", "filesystem"],
	"message": "has the host's root file system",
} if {
	_lxc
	not _own_root
}

deny contains {
	"path": ["domain", "devices", "filesystem", i, "source", "dir"],
	"message": "has the host's root file system",
} if {
	_lxc
	some i, filesystem in input.domain.devices.filesystem
	filesystem.target.dir == "/"
	paths.clean(filesystem.source.dir) == "/"
}

notapplicable if not _lxc

_lxc if input.domain.type == "lxc"

_own_root if {
	some filesystem in input.domain.devices.filesystem
	filesystem.target.dir == "/"
}
