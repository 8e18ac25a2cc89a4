package bulkhead.libvirt.api_audit_off_test

import data.bulkhead.libvirt.api_audit_off as control

_machine(name, settings) := {"libvirt": {
	"daemons": {"monolithic": name == "libvirtd", "modular": name == "virtqemud"},
	"units": {sprintf("%s.socket", [name]): {"enabled": true, "listen": ["/run/libvirt/sock"]}},
	sprintf("%s.conf", [name]): settings,
}}

test_fail[note] if {
	some note, case in {
		"off": {
			"machine": _machine("virtqemud", {"audit_level": "0"}),
			"deny": {{
				"path": ["machine", "libvirt", "virtqemud.conf", "audit_level"],
				"message": "writes nothing of what is done to guests into the audit log",
				"expected": "1",
			}},
		},
		"off, libvirtd": {
			"machine": _machine("libvirtd", {"audit_level": "0"}),
			"deny": {{
				"path": ["machine", "libvirt", "libvirtd.conf", "audit_level"],
				"message": "writes nothing of what is done to guests into the audit log",
				"expected": "1",
			}},
		},
	}
	control.deny == case.deny with input.machine as case.machine
}

test_pass[note] if {
	some note, machine in {
		"absent": _machine("virtqemud", {}),
		"on": _machine("libvirtd", {"audit_level": "1"}),
		"demanded": _machine("virtqemud", {"audit_level": "2"}),
		"near miss: the file of a daemon that is not used": object.union(
			_machine("virtqemud", {}),
			{"libvirt": {"libvirtd.conf": {"audit_level": "0"}}},
		),
	}
	control.deny == set() with input.machine as machine
}
