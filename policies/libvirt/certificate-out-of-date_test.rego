package bulkhead.libvirt.certificate_out_of_date_test

import data.bulkhead.libvirt.certificate_out_of_date as control

_machine(days) := {"libvirt": {"certificates": [{"path": "/etc/pki/libvirt/servercert.pem", "daysLeft": days}]}}

test_out if {
	control.deny == {{
		"path": ["machine", "libvirt", "certificates", 0, "path"],
		"message": "has a certificate that is out of date",
	}} with input.machine as _machine(-1)
}

test_soon[days] if {
	some days in [0, 29]
	control.deny == {{
		"path": ["machine", "libvirt", "certificates", 0, "path"],
		"message": "has a certificate that runs out within thirty days",
		"severity": "low",
	}} with input.machine as _machine(days)
}

test_pass[note] if {
	some note, machine in {"near miss": _machine(30), "new": _machine(365), "absent": {"libvirt": {"certificates": []}}}
	control.deny == set() with input.machine as machine
}
