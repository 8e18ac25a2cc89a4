package bulkhead.libvirt.migration_in_clear_test

import data.bulkhead.libvirt.migration_in_clear as control

test_fail[note] if {
	some note, files in {
		"off": {"qemu.conf": {"migrate_tls_force": "0"}},
		"absent": {"qemu.conf": {}},
		"absent file": {"libvirtd.conf": {}},
		"near miss: certificates are checked where TLS is used": {"qemu.conf": {"migrate_tls_x509_verify": "1"}},
	}
	control.deny == {{
		"path": ["machine", "libvirt", "qemu.conf", "migrate_tls_force"],
		"message": "lets guests migrate without TLS",
		"expected": "1",
	}} with input.machine.libvirt as files
}

test_pass if {
	control.deny == set() with input.machine.libvirt as {"qemu.conf": {"migrate_tls_force": "1"}}
}
