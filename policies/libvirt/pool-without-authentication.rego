# METADATA
# title: Storage over the network must authenticate its hosts
# description: >-
#   Without CHAP, every machine that reaches an iSCSI target uses its disks; without cephx, every machine that
#   reaches the monitors reads and writes all of a Ceph cluster's images. An absent auth element means none: libvirt
#   then tells Ceph to ask for none.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatstorage.html
#     description: Storage pools and volumes
#   - ref: https://libvirt.org/formatsecret.html
#     description: Secrets for pools
# custom:
#   severity: high
#   subject: libvirt/pool
#   wall: storage
#   dimension: security
#   remediation: >-
#     Add auth of type chap (iSCSI) or ceph (RBD) with a libvirt secret, and demand it at the storage.
#   frameworks:
#     bsi-sys-1.5: [A4, A22]
#     nist-800-125a: [general]
#     nist-800-53r5: [ia-3, ac-3]
package bulkhead.libvirt.pool_without_authentication

deny contains {
	"path": ["pool", "source", "auth"],
	"message": "uses a target without CHAP",
	"expected": {"type": "chap"},
} if {
	input.pool.type in {"iscsi", "iscsi-direct"}
	not input.pool.source.auth.type == "chap"
}

deny contains {
	"path": ["pool", "source", "auth"],
	"message": "uses Ceph without cephx",
	"expected": {"type": "ceph"},
} if {
	input.pool.type == "rbd"
	not input.pool.source.auth.type == "ceph"
}

deny contains {
	"path": ["pool", "rbd:config_opts", "rbd:option", i, "value"],
	"message": "tells Ceph's client to ask for no authentication",
	"expected": "cephx",
} if {
	some i, option in input.pool["rbd:config_opts"]["rbd:option"]
	regex.match(`^auth_([a-z]+_)?(required|supported)$`, replace(option.name, " ", "_"))
	option.value == "none"
}

notapplicable if not input.pool.type in {"iscsi", "iscsi-direct", "rbd"}
