package bulkhead.libvirt.firmware_reads_host_file_test

import data.bulkhead.libvirt.firmware_reads_host_file as control

test_fail if {
	control.deny == {{
		"path": ["domain", "sysinfo", 0, "entry", 1, "file"],
		"message": "is handed a file of the host's by its firmware",
	}} with input.domain.sysinfo as [{
		"type": "fwcfg",
		"entry": [{"name": "opt/a"}, {"name": "opt/com.coreos/config", "file": "/srv/a.ign"}],
	}]
}

test_pass[note] if {
	some note, domain in {
		"absent": {},
		"near miss: a text": {"sysinfo": [{"type": "fwcfg", "entry": [{"name": "opt/a", "#text": {"present": true}}]}]},
		"SMBIOS": {"sysinfo": [{"type": "smbios"}]},
	}
	control.deny == set() with input.domain as domain
}
