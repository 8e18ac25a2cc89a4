package bulkhead.libvirt.scsi_passthrough_test

import data.bulkhead.libvirt.scsi_passthrough as control

_scsi := {"mode": "subsystem", "type": "scsi", "source": {"adapter": {"name": "scsi_host0"}}}

test_fail[kind] if {
	some kind in ["scsi", "scsi_host"]
	control.deny == {{
		"path": ["hostdev", "type"],
		"message": "gives the guest a SCSI device of the host",
	}} with input.hostdev as object.union(_scsi, {"type": kind})
}

test_raw if {
	control.deny == {{
		"path": ["hostdev", "rawio"],
		"message": "gives the guest a SCSI device of the host, and its process raw access to drives (CAP_SYS_RAWIO)",
		"severity": "high",
	}} with input.hostdev as object.union(_scsi, {"rawio": "yes"})
}

test_read_only if {
	control.deny == set() with input.hostdev as object.union(_scsi, {"readonly": {}})
	not control.notapplicable with input.hostdev as object.union(_scsi, {"readonly": {}})
}

test_other[note] if {
	some note, hostdev in {"absent": {"mode": "subsystem"}, "near miss: usb": {"mode": "subsystem", "type": "usb"}}
	control.deny == set() with input.hostdev as hostdev
	control.notapplicable with input.hostdev as hostdev
}
