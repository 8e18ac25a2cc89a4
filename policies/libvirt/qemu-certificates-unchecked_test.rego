package bulkhead.libvirt.qemu_certificates_unchecked_test

import data.bulkhead.libvirt.qemu_certificates_unchecked as control

test_fail[note] if {
	some note, case in {
		"its own": {
			"settings": {"migrate_tls_x509_verify": "0"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "migrate_tls_x509_verify"],
				"message": "checks no certificate of who connects for migration",
				"expected": "1",
			}},
		},
		"the default": {
			"settings": {"default_tls_x509_verify": "0", "backup_tls_x509_verify": "1", "chardev_tls_x509_verify": "1"},
			"deny": {{
				"path": ["machine", "libvirt", "qemu.conf", "default_tls_x509_verify"],
				"message": "checks no certificate of who connects for migration",
				"expected": "1",
			}},
		},
	}
	control.deny == case.deny with input.machine.libvirt as {"qemu.conf": case.settings}
}

test_pass[note] if {
	some note, files in {
		"absent setting": {"qemu.conf": {"user": "qemu"}},
		"on": {"qemu.conf": {"migrate_tls_x509_verify": "1"}},
		"near miss: each its own": {"qemu.conf": {
			"default_tls_x509_verify": "0",
			"backup_tls_x509_verify": "1", "chardev_tls_x509_verify": "1", "migrate_tls_x509_verify": "1",
		}},
		"absent file": {"libvirtd.conf": {}},
	}
	control.deny == set() with input.machine.libvirt as files
}
