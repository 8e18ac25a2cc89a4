package bulkhead.libvirt.disk_in_shared_directory_test

import data.bulkhead.libvirt.disk_in_shared_directory as control

test_anywhere[file] if {
	some file in ["/tmp/a.img", "/var/tmp/b/a.qcow2", "/dev/shm/a", "/srv/../tmp/a"]
	control.deny == {{
		"path": ["disk", "source", "file"],
		"message": "lies where any user of the host may put files",
	}} with input.disk.source as {"file": file}
}

test_home if {
	control.deny == {{
		"path": ["disk", "source", "file"],
		"message": "lies in a user's home directory",
		"severity": "low",
	}} with input.disk.source as {"file": "/home/ada/vm.qcow2"}
}

test_pass[note] if {
	some note, disk in {
		"a pool's": {"source": {"file": "/var/lib/libvirt/images/a.qcow2"}},
		"absent": {"type": "block", "source": {"dev": "/dev/vg/a"}},
		"no medium": {"type": "file"},
		"near miss: the name alone": {"source": {"file": "/tmpfs/a.img"}},
	}
	control.deny == set() with input.disk as disk
}
