package bulkhead.libvirt.api_own_certificate_unchecked_test

import data.bulkhead.libvirt.api_own_certificate_unchecked as control

_machine(name, settings) := {"libvirt": {
	"daemons": {"monolithic": name == "libvirtd", "modular": name == "virtqemud"},
	"units": {sprintf("%s.socket", [name]): {"enabled": true, "listen": ["/run/libvirt/sock"]}},
	sprintf("%s.conf", [name]): settings,
}}

test_fail[note] if {
	some note, case in {"off": {
		"machine": _machine("virtqemud", {"tls_no_sanity_certificate": "1"}),
		"deny": {{
			"path": ["machine", "libvirt", "virtqemud.conf", "tls_no_sanity_certificate"],
			"message": "does not look at its own certificates",
			"expected": "0",
		}},
	}}
	control.deny == case.deny with input.machine as case.machine
}

test_pass[note] if {
	some note, machine in {
		"absent": _machine("virtqemud", {}),
		"on": _machine("libvirtd", {"tls_no_sanity_certificate": "0"}),
		"near miss: the file of a daemon that is not used": object.union(
			_machine("virtqemud", {}),
			{"libvirt": {"libvirtd.conf": {"tls_no_sanity_certificate": "1"}}},
		),
	}
	control.deny == set() with input.machine as machine
}
