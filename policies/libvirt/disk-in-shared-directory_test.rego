package bulkhead.libvirt.disk_in_shared_directory_test

import data.bulkhead.libvirt.disk_in_shared_directory as control

test_anywhere[directory] if {
	some directory in ["/tmp", "/var/tmp/b", "/dev/shm"]
	control.deny == {{
		"path": ["disk", "source", "file"],
		"message": "lies where any user of the host may put files",
	}} with input.facts as {"directory": directory}
}

test_home if {
	control.deny == {{
		"path": ["disk", "source", "file"],
		"message": "lies in a user's home directory",
		"severity": "low",
	}} with input.facts as {"directory": "/home/ada"}
}

test_pass[note] if {
	some note, facts in {
		"a pool's": {"directory": "/var/lib/libvirt/images"},
		"absent": {},
		"near miss: the name alone": {"directory": "/tmpfs"},
	}
	control.deny == set() with input.facts as facts
}
