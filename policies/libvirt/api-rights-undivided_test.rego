package bulkhead.libvirt.api_rights_undivided_test

import data.bulkhead.libvirt.api_rights_undivided as control

_machine(name, settings) := {"libvirt": {
	"daemons": {"monolithic": name == "libvirtd", "modular": name == "virtqemud"},
	"units": {sprintf("%s.socket", [name]): {"enabled": true, "listen": ["/run/libvirt/sock"]}},
	sprintf("%s.conf", [name]): settings,
}}

test_fail[note] if {
	some note, case in {
		"absent": {
			"machine": _machine("virtqemud", {}),
			"deny": {{
				"path": ["machine", "libvirt", "virtqemud.conf", "access_drivers"],
				"message": "lets everyone who may use it at all do everything",
				"expected": ["polkit"],
			}},
		},
		"nothing asked": {
			"machine": _machine("libvirtd", {"access_drivers": ["nop"]}),
			"deny": {{
				"path": ["machine", "libvirt", "libvirtd.conf", "access_drivers"],
				"message": "lets everyone who may use it at all do everything",
				"expected": ["polkit"],
			}},
		},
	}
	control.deny == case.deny with input.machine as case.machine
}

test_pass[note] if {
	some note, machine in {
		"asked": _machine("virtqemud", {"access_drivers": ["polkit"]}),
		"asked, libvirtd": _machine("libvirtd", {"access_drivers": ["polkit"]}),
		"near miss: the file of a daemon that is not used": object.union(
			_machine("virtqemud", {"access_drivers": ["polkit"]}),
			{"libvirt": {"libvirtd.conf": {"access_drivers": ["nop"]}}},
		),
	}
	control.deny == set() with input.machine as machine
}

test_absent_file if {
	machine := {"libvirt": {"daemons": {"monolithic": true}, "units": {"libvirtd.socket": {"enabled": true}}}}
	count(control.deny) == 1 with input.machine as machine
}
