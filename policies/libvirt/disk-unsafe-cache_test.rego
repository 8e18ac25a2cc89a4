package bulkhead.libvirt.disk_unsafe_cache_test

import data.bulkhead.libvirt.disk_unsafe_cache as control

test_fail if {
	control.deny == {{
		"path": ["disk", "driver", "cache"],
		"message": "ignores the guest's flushes, so a crash of the host can break the guest's data",
	}} with input.disk as {"driver": {"cache": "unsafe"}}
}

test_pass[note] if {
	some note, disk in {
		"absent": {"driver": {"name": "qemu"}},
		"no driver": {"type": "file"},
		"near miss: written back": {"driver": {"cache": "writeback"}},
		"read-only": {"driver": {"cache": "unsafe"}, "readonly": {}},
		"thrown away": {"driver": {"cache": "unsafe"}, "transient": {}},
	}
	control.deny == set() with input.disk as disk
}
