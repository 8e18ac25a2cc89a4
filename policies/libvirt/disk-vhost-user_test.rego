package bulkhead.libvirt.disk_vhost_user_test

import data.bulkhead.libvirt.disk_vhost_user as control

test_fail if {
	control.deny == {{
		"path": ["disk", "type"],
		"message": "opens all of the guest's memory to a server in another process",
	}} with input.disk as {"type": "vhostuser", "source": {"type": "unix", "path": "/run/a"}}
}

test_pass[note] if {
	some note, disk in {
		"a file": {"type": "file"},
		"near miss: vDPA, where the kernel is between": {"type": "vhostvdpa"},
		"absent": {"device": "disk"},
	}
	control.deny == set() with input.disk as disk
}
