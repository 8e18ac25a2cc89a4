package bulkhead.libvirt.volume_backed_by_host_file_test

import data.bulkhead.libvirt.volume_backed_by_host_file as control

test_fail[path] if {
	some path in {"/etc/shadow", "/proc/self/environ", "/var/lib/../../root/.ssh/id_rsa", "/dev/sda"}
	control.deny == {{
		"path": ["volume", "backingStore", "path"],
		"message": "reads what it lacks from a file of the host",
	}} with input.volume as {"type": "file", "backingStore": {"path": path, "format": {"type": "raw"}}}
}

test_all_fail if count(test_fail) == 4

test_fail_web if {
	control.deny == {{
		"path": ["volume", "backingStore", "path"],
		"message": "reads what it lacks from the Web",
	}} with input.volume as {"type": "file", "backingStore": {"path": "http://example.org/base.img"}}
}

test_fail_words if {
	control.deny == {{
		"path": ["volume", "backingStore", "path"],
		"message": "says by QEMU's own words where to read what it lacks",
	}} with input.volume as {"type": "file", "backingStore": {"path": "json:{}"}}
}

test_pass[path] if {
	some path in {"/var/lib/libvirt/images/base.qcow2", "/dev/vg/base", "/srv/base.img", "nbd://storage/base", "base.qcow2"}
	control.deny == set() with input.volume as {"type": "file", "backingStore": {"path": path}}
}

test_all_pass if count(test_pass) == 5

test_not_applicable if control.notapplicable with input.volume as {"type": "file"}
