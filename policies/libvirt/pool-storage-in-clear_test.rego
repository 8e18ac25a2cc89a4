package bulkhead.libvirt.pool_storage_in_clear_test

import data.bulkhead.libvirt.pool_storage_in_clear as control

test_fail_nfs[note] if {
	some note, pool in {
		"no option": {"type": "netfs", "source": {"format": {"type": "nfs"}}},
		"no format": {"type": "netfs", "source": {"host": [{"name": "h"}]}},
		"near miss: integrity alone": {"type": "netfs", "source": {}, "fs:mount_opts": {"fs:option": [{"name": "sec=krb5i"}]}},
	}
	control.deny == {{
		"path": ["pool", "fs:mount_opts"],
		"message": "demands no encryption of NFS",
		"expected": "sec=krb5p",
	}} with input.pool as pool
}

test_all_nfs if count(test_fail_nfs) == 3

test_fail_smb if {
	control.deny == {{
		"path": ["pool", "fs:mount_opts"],
		"message": "demands no encryption of SMB",
		"expected": "seal",
	}} with input.pool as {"type": "netfs", "source": {"format": {"type": "cifs"}}}
}

test_fail_iscsi if {
	control.deny == {{
		"path": ["pool", "type"],
		"message": "uses iSCSI, which is never encrypted",
	}} with input.pool as {"type": "iscsi-direct", "source": {"auth": {"type": "chap"}}}
}

test_fail_ceph[note] if {
	some note, options in {
		"none": [],
		"near miss: a choice": [{"name": "ms_client_mode", "value": "secure crc"}],
	}
	control.deny == {{
		"path": ["pool", "rbd:config_opts"],
		"message": "demands no encryption of Ceph",
		"expected": {"ms_client_mode": "secure"},
	}} with input.pool as {"type": "rbd", "source": {}, "rbd:config_opts": {"rbd:option": options}}
}

test_pass[note] if {
	some note, pool in {
		"kerberos": {"type": "netfs", "source": {}, "fs:mount_opts": {"fs:option": [{"name": "ro"}, {"name": "sec=krb5p"}]}},
		"tls": {"type": "netfs", "source": {}, "fs:mount_opts": {"fs:option": [{"name": "xprtsec=mtls"}]}},
		"smb": {"type": "netfs", "source": {"format": {"type": "cifs"}}, "fs:mount_opts": {"fs:option": [{"name": "seal"}]}},
		"ceph": {"type": "rbd", "source": {}, "rbd:config_opts": {"rbd:option": [{"name": "ms_client_mode", "value": "secure"}]}},
	}
	control.deny == set() with input.pool as pool
	control.unknown == set() with input.pool as pool
	not control.notapplicable with input.pool as pool
}

test_all_pass if count(test_pass) == 4

test_unknown[note] if {
	some note, pool in {
		"gluster": {"type": "gluster", "source": {}},
		"mounted": {"type": "netfs", "source": {"format": {"type": "glusterfs"}}},
	}
	control.deny == set() with input.pool as pool
	count(control.unknown) == 1 with input.pool as pool
}

test_not_applicable if control.notapplicable with input.pool as {"type": "dir"}
