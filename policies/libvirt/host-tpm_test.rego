package bulkhead.libvirt.host_tpm_test

import data.bulkhead.libvirt.host_tpm as control

test_fail if {
	control.deny == {{
		"path": ["domain", "devices", "tpm", 0, "backend", "type"],
		"message": "has the host's own TPM",
		"expected": "emulator",
	}} with input.domain.devices.tpm as [{"model": "tpm-tis", "backend": {"type": "passthrough"}}]
}

test_pass[note] if {
	some note, devices in {
		"absent": {},
		"emulated": {"tpm": [{"backend": {"type": "emulator"}}]},
		"near miss: another program's": {"tpm": [{"backend": {"type": "external"}}]},
	}
	control.deny == set() with input.domain.devices as devices
}
