# METADATA
# title: Pools must not lie in directories of the system
# description: >-
#   Every file in a pool's directory is a volume: who may use libvirt's storage reads, overwrites and deletes it,
#   and gives it to a guest as a disk. In a directory of the system these are the host's own files. In /tmp, every
#   user may put files there that libvirt parses as images.
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
#     Give the pool a directory of its own, as below /var/lib/libvirt.
#   frameworks:
#     bsi-sys-1.5: [A3, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-4]
package bulkhead.libvirt.pool_in_system_directory

import data.bulkhead.lib.path as paths

deny contains {
	"path": ["pool", "target", "path"],
	"message": "makes files of the host volumes",
} if {
	input.pool.type in {"dir", "fs", "netfs"}
	_of_the_system(paths.clean(input.pool.target.path))
}

notapplicable if not input.pool.type in {"dir", "fs", "netfs"}

_of_the_system(path) if path in {"/", "/home", "/opt", "/srv", "/tmp", "/var", "/var/lib", "/var/lib/libvirt", "/var/tmp"}

_of_the_system(path) if regex.match(`^/(bin|boot|dev|etc|lib(32|64|x32)?|proc|root|run|sbin|sys|usr)(/|$)`, path)

_of_the_system(path) if regex.match(`^/var/(cache|log|spool)(/|$)`, path)
