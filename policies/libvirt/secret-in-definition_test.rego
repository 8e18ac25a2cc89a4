package bulkhead.libvirt.secret_in_definition_test

import data.bulkhead.libvirt.secret_in_definition as control

_secret := {"present": true, "length": 30, "looksLike": ["password"]}

_harmless := {"present": true, "length": 30, "looksLike": []}

test_fail[note] if {
	some note, case in {
		"description": {
			"domain": {"description": _secret},
			"deny": {"path": ["domain", "description"], "message": "has in its description what looks like a secret"},
		},
		"command line": {
			"domain": {"os": {"cmdline": _secret}},
			"deny": {"path": ["domain", "os", "cmdline"], "message": "gives its kernel what looks like a secret"},
		},
		"SMBIOS": {
			"domain": {"sysinfo": [{"type": "smbios", "oemStrings": {"entry": [_harmless, _secret]}}]},
			"deny": {
				"path": ["domain", "sysinfo", 0, "oemStrings", "entry", 1],
				"message": "hands the guest what looks like a secret, in strings that everyone may read",
			},
		},
		"fw_cfg": {
			"domain": {"sysinfo": [{"type": "fwcfg", "entry": [{"name": "opt/a", "#text": _secret}]}]},
			"deny": {
				"path": ["domain", "sysinfo", 0, "entry", 0],
				"message": "hands the guest what looks like a secret, in texts that everyone may read",
			},
		},
	}
	control.deny == {case.deny} with input.domain as case.domain
}

test_pass[note] if {
	some note, domain in {
		"absent": {"type": "kvm"},
		"near miss: other texts": {
			"description": _harmless,
			"os": {"cmdline": _harmless},
			"sysinfo": [{"type": "smbios", "oemStrings": {"entry": [_harmless]}}],
		},
	}
	control.deny == set() with input.domain as domain
}
