package bulkhead.libvirt.tpm_state_in_clear_test

import data.bulkhead.libvirt.tpm_state_in_clear as control

test_fail if {
	control.deny == {{
		"path": ["domain", "devices", "tpm", 0, "backend", "encryption"],
		"message": "keeps the keys of its TPM in clear on the host",
	}} with input.domain.devices.tpm as [{"backend": {"type": "emulator", "version": "2.0"}}]
}

test_pass[note] if {
	some note, devices in {
		"absent": {},
		"encrypted": {"tpm": [{"backend": {"type": "emulator", "encryption": {"secret": "b"}}}]},
		"near miss: the host's": {"tpm": [{"backend": {"type": "passthrough"}}]},
	}
	control.deny == set() with input.domain.devices as devices
}
