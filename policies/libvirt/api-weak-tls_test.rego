package bulkhead.libvirt.api_weak_tls_test

import data.bulkhead.libvirt.api_weak_tls as control

_machine(name, settings) := {"libvirt": {
	"daemons": {"monolithic": name == "libvirtd", "modular": name == "virtqemud"},
	"units": {sprintf("%s.socket", [name]): {"enabled": true, "listen": ["/run/libvirt/sock"]}},
	sprintf("%s.conf", [name]): settings,
}}

test_fail[note] if {
	some note, case in {
		"old TLS": {
			"machine": _machine("virtqemud", {"tls_priority": "NORMAL:+VERS-TLS1.0"}),
			"deny": {{
				"path": ["machine", "libvirt", "virtqemud.conf", "tls_priority"],
				"message": "allows protocols or ciphers that are broken",
			}},
		},
		"anonymous": {
			"machine": _machine("libvirtd", {"tls_priority": "NORMAL:+ANON-ECDH"}),
			"deny": {{
				"path": ["machine", "libvirt", "libvirtd.conf", "tls_priority"],
				"message": "allows protocols or ciphers that are broken",
			}},
		},
	}
	control.deny == case.deny with input.machine as case.machine
}

test_pass[note] if {
	some note, machine in {
		"absent": _machine("virtqemud", {}),
		"taken away": _machine("virtqemud", {"tls_priority": "NORMAL:-VERS-TLS1.0:-VERS-TLS1.1"}),
		"new alone": _machine("libvirtd", {"tls_priority": "NORMAL:-VERS-ALL:+VERS-TLS1.3"}),
		"near miss: the file of a daemon that is not used": object.union(
			_machine("virtqemud", {}),
			{"libvirt": {"libvirtd.conf": {"tls_priority": "NORMAL:+ANON-ECDH"}}},
		),
	}
	control.deny == set() with input.machine as machine
}
