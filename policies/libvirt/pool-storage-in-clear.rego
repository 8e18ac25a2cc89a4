# METADATA
# title: Storage over the network must be encrypted on its way
# description: >-
#   Guests' data, and the credentials in it, pass the storage's network. NFS, SMB and Ceph encrypt it where the
#   client demands that; iSCSI never does, and Gluster only where files of the host say so, which a pool does not
#   show. What the pool does not demand, somebody on the way can talk both sides out of. Acceptable on a network
#   that carries nothing else, or with disks that are encrypted themselves.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/formatstorage.html
#     description: Storage pools and volumes
#   - ref: https://docs.ceph.com/en/latest/rados/configuration/msgr2/
#     description: Ceph's connection modes
#   - ref: https://man7.org/linux/man-pages/man5/nfs.5.html
#     description: NFS's mount options
# custom:
#   severity: medium
#   subject: libvirt/pool
#   wall: network
#   dimension: security
#   remediation: >-
#     NFS: mount option sec=krb5p or xprtsec=tls. SMB: seal. Ceph: config option ms_client_mode=secure. iSCSI: IPsec,
#     or a network of its own with encrypted disks.
#   frameworks:
#     bsi-sys-1.5: [A4, A28]
#     nist-800-125a: [general]
#     nist-800-53r5: [sc-8, sc-8.1]
package bulkhead.libvirt.pool_storage_in_clear

import data.bulkhead.lib.unknown as unknown_value

deny contains {"path": ["pool", "fs:mount_opts"], "message": "demands no encryption of NFS", "expected": "sec=krb5p"} if {
	input.pool.type == "netfs"
	_format in {"auto", "nfs"}
	not _encrypted_nfs
}

deny contains {"path": ["pool", "fs:mount_opts"], "message": "demands no encryption of SMB", "expected": "seal"} if {
	input.pool.type == "netfs"
	_format == "cifs"
	not "seal" in _options
}

deny contains {"path": ["pool", "type"], "message": "uses iSCSI, which is never encrypted"} if {
	input.pool.type in {"iscsi", "iscsi-direct"}
}

deny contains {
	"path": ["pool", "rbd:config_opts"],
	"message": "demands no encryption of Ceph",
	"expected": {"ms_client_mode": "secure"},
} if {
	input.pool.type == "rbd"
	not _encrypted_ceph
}

unknown contains {
	"path": ["pool", "type"],
	"message": "uses Gluster, which files of the host and the servers encrypt or not",
	"reason": "not-in-input",
} if {
	_gluster
}

unknown contains gap if some gap in _gaps

notapplicable if {
	not input.pool.type in {"gluster", "iscsi", "iscsi-direct", "netfs", "rbd"}
	count(_gaps) == 0
}

_gluster if input.pool.type == "gluster"

_gluster if {
	input.pool.type == "netfs"
	_format == "glusterfs"
}

# Without a format, mount finds out by the form of the source, which is NFS's.
_format := object.get(input.pool.source, ["format", "type"], "auto") if not input.pool.source.format.unknown

_options contains option.name if some option in input.pool["fs:mount_opts"]["fs:option"]

_encrypted_nfs if {
	some option in _options
	regex.match(`^(sec=krb5p|xprtsec=m?tls)$`, option)
}

_encrypted_ceph if {
	some option in input.pool["rbd:config_opts"]["rbd:option"]
	replace(option.name, " ", "_") == "ms_client_mode"
	option.value == "secure"
}

_gaps contains {"path": ["pool"], "message": input.pool.why, "reason": input.pool.unknown}

_gaps contains unknown_value.verdict(["pool", "source"], input.pool.source)

_gaps contains unknown_value.verdict(["pool", "source", "format"], input.pool.source.format)

_gaps contains unknown_value.verdict(["pool", "fs:mount_opts"], input.pool["fs:mount_opts"])

_gaps contains unknown_value.verdict(["pool", "rbd:config_opts"], input.pool["rbd:config_opts"])
