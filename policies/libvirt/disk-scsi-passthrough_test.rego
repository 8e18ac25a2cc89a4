package bulkhead.libvirt.disk_scsi_passthrough_test

import data.bulkhead.libvirt.disk_scsi_passthrough as control

test_fail if {
	control.deny == {{
		"path": ["disk", "device"],
		"message": "passes the guest's SCSI commands on to the host's storage",
		"expected": "disk",
	}} with input.disk as {"type": "block", "device": "lun"}
}

test_unfiltered if {
	control.deny == {{
		"path": ["disk", "sgio"],
		"message": "passes all SCSI commands of the guest on, those that rewrite a drive's firmware included",
		"severity": "high",
		"expected": "filtered",
	}} with input.disk as {"type": "block", "device": "lun", "sgio": "unfiltered"}
}

test_pass[note] if {
	some note, disk in {
		"absent": {"type": "block"},
		"disk": {"type": "block", "device": "disk"},
		"near miss: a SCSI disk": {"type": "block", "device": "disk", "target": {"bus": "scsi"}},
	}
	control.deny == set() with input.disk as disk
}
