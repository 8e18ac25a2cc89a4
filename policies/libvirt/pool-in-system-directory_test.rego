package bulkhead.libvirt.pool_in_system_directory_test

import data.bulkhead.libvirt.pool_in_system_directory as control

test_fail[path] if {
	some path in {"/", "/etc", "/etc/libvirt", "/root/images", "/tmp", "/tmp/", "/var/../etc", "/dev/shm", "/var/log/x", "/home"}
	control.deny == {{
		"path": ["pool", "target", "path"],
		"message": "makes files of the host volumes",
	}} with input.pool as {"type": "dir", "target": {"path": path}}
}

test_all_fail if count(test_fail) == 10

test_pass[note] if {
	some note, pool in {
		"libvirt's own": {"type": "dir", "target": {"path": "/var/lib/libvirt/images"}},
		"one user's": {"type": "dir", "target": {"path": "/home/ann/images"}},
		"near miss: below /srv": {"type": "netfs", "target": {"path": "/srv/images"}},
		"near miss: a longer name": {"type": "dir", "target": {"path": "/etcetera"}},
		"no path": {"type": "dir"},
	}
	control.deny == set() with input.pool as pool
	not control.notapplicable with input.pool as pool
}

test_all_pass if count(test_pass) == 5

test_not_applicable if {
	pool := {"type": "logical", "target": {"path": "/dev/vg"}}
	control.notapplicable with input.pool as pool
	control.deny == set() with input.pool as pool
}
