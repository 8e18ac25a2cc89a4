package bulkhead.libvirt.vnc_certificates_unchecked_test

import data.bulkhead.libvirt.vnc_certificates_unchecked as control

test_fail[note] if {
	some note, case in {
		"absent": {
			"settings": {"vnc_tls": "1"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "vnc_tls_x509_verify"],
				"message": "lets whoever connects by TLS see guests' consoles",
				"expected": "1",
			}},
		},
		"its own setting counts": {
			"settings": {"vnc_tls": "1", "vnc_tls_x509_verify": "0", "default_tls_x509_verify": "1"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "vnc_tls_x509_verify"],
				"message": "lets whoever connects by TLS see guests' consoles",
				"expected": "1",
			}},
		},
	}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"user": "qemu"}},
		"verified": {"qemu.conf": {"vnc_tls": "1", "vnc_tls_x509_verify": "1"}},
		"by default": {"qemu.conf": {"vnc_tls": "1", "default_tls_x509_verify": "1"}},
		"SASL": {"qemu.conf": {"vnc_tls": "1", "vnc_sasl": "1"}},
		"near miss: no TLS": {"qemu.conf": {"vnc_tls": "0"}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
