package bulkhead.libvirt.api_debug_log_test

import data.bulkhead.libvirt.api_debug_log as control

_machine(name, settings) := {"libvirt": {
	"daemons": {"monolithic": name == "libvirtd", "modular": name == "virtqemud"},
	"units": {sprintf("%s.socket", [name]): {"enabled": true, "listen": ["/run/libvirt/sock"]}},
	sprintf("%s.conf", [name]): settings,
}}

test_fail[note] if {
	some note, case in {
		"level": {
			"machine": _machine("virtqemud", {"log_level": "1"}),
			"deny": {{
				"path": ["machine", "libvirt", "virtqemud.conf", "log_level"],
				"message": "writes everything that it is told into its logs",
				"expected": "3",
			}},
		},
		"filter": {
			"machine": _machine("libvirtd", {"log_filters": "3:remote 1:qemu"}),
			"deny": {{
				"path": ["machine", "libvirt", "libvirtd.conf", "log_filters"],
				"message": "writes everything that some of its parts are told into its logs",
			}},
		},
	}
	control.deny == case.deny with input.machine as case.machine
}

test_pass[note] if {
	some note, machine in {
		"absent": _machine("virtqemud", {}),
		"warnings": _machine("virtqemud", {"log_level": "3", "log_filters": "3:remote 4:event"}),
		"near miss: the file of a daemon that is not used": object.union(
			_machine("virtqemud", {}),
			{"libvirt": {"libvirtd.conf": {"log_filters": "3:remote 1:qemu"}}},
		),
	}
	control.deny == set() with input.machine as machine
}
