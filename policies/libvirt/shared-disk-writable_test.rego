package bulkhead.libvirt.shared_disk_writable_test

import data.bulkhead.libvirt.shared_disk_writable as control

test_fail[note] if {
	some note, disk in {
		"device absent": {"type": "file", "shareable": {}},
		"disk": {"type": "block", "device": "disk", "shareable": {}},
		"lun": {"type": "block", "device": "lun", "shareable": {}},
	}
	control.deny == {{
		"path": ["disk", "shareable"],
		"message": "may be written by other guests too",
	}} with input.disk as disk
}

test_pass[note] if {
	some note, disk in {
		"absent": {"type": "file", "device": "disk"},
		"near miss: only read": {"type": "file", "device": "disk", "shareable": {}, "readonly": {}},
		"near miss: install medium": {"type": "file", "device": "cdrom", "shareable": {}},
	}
	control.deny == set() with input.disk as disk
}
