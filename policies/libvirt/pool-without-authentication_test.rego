package bulkhead.libvirt.pool_without_authentication_test

import data.bulkhead.libvirt.pool_without_authentication as control

test_fail[note] if {
	some note, pool in {
		"iscsi": {"type": "iscsi", "source": {"device": [{"path": "iqn.2026-01.example:a"}]}},
		"near miss: another type": {"type": "iscsi-direct", "source": {"auth": {"type": "ceph"}}},
	}
	control.deny == {{
		"path": ["pool", "source", "auth"],
		"message": "uses a target without CHAP",
		"expected": {"type": "chap"},
	}} with input.pool as pool
}

test_fail_rbd if {
	control.deny == {{
		"path": ["pool", "source", "auth"],
		"message": "uses Ceph without cephx",
		"expected": {"type": "ceph"},
	}} with input.pool as {"type": "rbd", "source": {"name": "vms"}}
}

test_fail_option if {
	control.deny == {{
		"path": ["pool", "rbd:config_opts", "rbd:option", 1, "value"],
		"message": "tells Ceph's client to ask for no authentication",
		"expected": "cephx",
	}} with input.pool as {
		"type": "rbd",
		"source": {"auth": {"type": "ceph"}},
		"rbd:config_opts": {"rbd:option": [
			{"name": "ms_client_mode", "value": "secure"},
			{"name": "auth_cluster_required", "value": "none"},
		]},
	}
}

test_pass[note] if {
	some note, pool in {
		"chap": {"type": "iscsi", "source": {"auth": {"type": "chap"}}},
		"ceph": {"type": "rbd", "source": {"auth": {"type": "ceph"}}},
	}
	control.deny == set() with input.pool as pool
	not control.notapplicable with input.pool as pool
}

test_not_applicable if control.notapplicable with input.pool as {"type": "dir"}
