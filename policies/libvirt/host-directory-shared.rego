# METADATA
# title: Guests must not share the host's directories
# description: >-
#   A filesystem device gives the guest a directory of the host, through a file server that runs on the host and parses what
#   the guest sends. What is written there stays, with the guest's choice of names, links and modes. The host's own places
#   (/, /etc, /dev, other guests' images and the like) give the host away. A container's root directory is its own and not
#   meant here; libvirt/lxc-host-root tells where it is the host's.
#   Acceptable for a directory made for this one guest, best read-only.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatdomain.html#filesystems
#     description: The filesystem element
# custom:
#   severity: medium
#   subject: libvirt/filesystem
#   wall: storage
#   dimension: isolation
#   remediation: Remove the filesystem device and exchange files over the network or by a disk image of the guest's own.
#   frameworks:
#     bsi-sys-1.5: [A3, A16]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-4]
package bulkhead.libvirt.host_directory_shared

import data.bulkhead.lib.path as paths

deny contains {
	"path": ["filesystem", "source", "dir"],
	"message": concat("", ["shares a place that gives the host away: ", what]),
	"severity": "critical",
} if {
	_mounts
	not _own_root
	what := _sensitive[min(_places)]
}

deny contains {
	"path": ["filesystem", "source", "dir"],
	"message": "shares a directory of the host",
} if {
	_mounts
	count(_places) == 0
	not _own_root
	input.filesystem.source.dir
}

deny contains {
	"path": ["filesystem", "source", "socket"],
	"message": "shares a directory of the host through a server that libvirt neither starts nor confines",
} if {
	_mounts
	input.filesystem.source.socket
}

notapplicable if not _mounts

notapplicable if _own_root

# The other types are images, memory or directories of the container itself.
_mounts if not input.filesystem.type

_mounts if input.filesystem.type == "mount"

_own_root if {
	input.domain.type == "lxc"
	input.filesystem.target.dir == "/"
}

_places contains place if {
	path := paths.clean(input.filesystem.source.dir)
	some place, _ in _sensitive
	_gives_away(path, place)
}

_gives_away(path, place) if paths.within(path, place)

_gives_away(path, place) if paths.within(place, path)

# Our own list, from the layout of Linux distributions and libvirt, 2026-11-24.
_sensitive := {
	"/bin": "its programs",
	"/boot": "its kernel",
	"/dev": "its devices",
	"/etc": "its configuration and keys",
	"/lib": "its libraries",
	"/lib64": "its libraries",
	"/proc": "its processes and kernel settings",
	"/root": "root's files and keys",
	"/run": "its services' sockets",
	"/sbin": "its programs",
	"/sys": "its kernel and devices",
	"/usr": "its programs",
	"/var/lib/containerd": "its containers' files",
	"/var/lib/containers": "its containers' files",
	"/var/lib/docker": "its containers' files",
	"/var/lib/kubelet": "its pods' files and secrets",
	"/var/lib/libvirt/images": "other guests' disks",
	"/var/lib/libvirt/qemu": "other guests' state",
	"/var/run": "its services' sockets",
	"/var/spool/cron": "jobs that it runs as root",
}
