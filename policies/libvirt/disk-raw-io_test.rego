package bulkhead.libvirt.disk_raw_io_test

import data.bulkhead.libvirt.disk_raw_io as control

test_fail if {
	control.deny == {{
		"path": ["disk", "rawio"],
		"message": "gives the guest's process raw access to drives (CAP_SYS_RAWIO)",
		"expected": "no",
	}} with input.disk as {"type": "block", "device": "lun", "rawio": "yes"}
}

test_pass[note] if {
	some note, disk in {
		"absent": {"type": "block", "device": "lun"},
		"no": {"type": "block", "device": "lun", "rawio": "no"},
		"near miss: a raw image": {"type": "file", "driver": {"type": "raw"}},
	}
	control.deny == set() with input.disk as disk
}
