# METADATA
# title: LXC containers must not be root on the host
# description: >-
#   Without idmap, libvirt's LXC driver has no user namespace: root in the container is root on the host, and the driver's own
#   documentation counts that as insecure. The same is true where idmap starts at the host's user 0.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/drvlxc.html
#     description: The LXC driver and its security
# custom:
#   severity: critical
#   subject: libvirt/domain
#   wall: privilege
#   dimension: isolation
#   remediation: Add idmap with uid and gid elements whose target is a range of host users that nothing else uses.
#   frameworks:
#     bsi-sys-1.5: [A16, A23]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-6, sc-39]
package bulkhead.libvirt.lxc_without_idmap

deny contains {
	"path": ["domain", "idmap"],
	"message": "is root on the host, as its users are not mapped",
} if {
	input.domain.type == "lxc"
	not _maps_users
}

deny contains {
	"path": ["domain", "idmap", "uid", i, "target"],
	"message": "maps one of its users to root on the host",
} if {
	input.domain.type == "lxc"
	some i, range in input.domain.idmap.uid
	range.target == "0"
}

notapplicable if not input.domain.type == "lxc"

_maps_users if count(input.domain.idmap.uid) > 0
