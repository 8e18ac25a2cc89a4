package bulkhead.libvirt.network_disk_without_login_test

import data.bulkhead.libvirt.network_disk_without_login as control

_disk(source) := {"type": "network", "source": source}

test_fail if {
	control.deny == {{
		"path": ["disk", "source", "auth"],
		"message": "comes from an iSCSI target without login",
	}} with input.disk as _disk({"protocol": "iscsi", "name": "iqn.2026-11.example:a/1"})
}

test_ceph if {
	control.deny == set() with input.disk as _disk({"protocol": "rbd", "name": "p/a"})
	control.unknown == {{
		"path": ["disk", "source", "auth"],
		"message": "names no user of Ceph's, so that the host's ceph.conf decides",
		"reason": "not-in-input",
	}} with input.disk as _disk({"protocol": "rbd", "name": "p/a"})
}

test_pass[note] if {
	some note, disk in {
		"a login": _disk({"protocol": "iscsi", "auth": {"username": "a"}}),
		"as it was written once": object.union(_disk({"protocol": "iscsi"}), {"auth": {"username": "a"}}),
		"near miss: a user of Ceph's": _disk({"protocol": "rbd", "auth": {"username": "a"}}),
		"another protocol": _disk({"protocol": "nbd"}),
		"absent: a file": {"type": "file", "source": {"file": "/a"}},
	}
	control.deny == set() with input.disk as disk
	control.unknown == set() with input.disk as disk
}

test_not_applicable if {
	control.notapplicable with input.disk as _disk({"protocol": "nbd"})
	not control.notapplicable with input.disk as _disk({"protocol": "rbd"})
}
