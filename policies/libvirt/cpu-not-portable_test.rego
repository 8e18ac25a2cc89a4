package bulkhead.libvirt.cpu_not_portable_test

import data.bulkhead.libvirt.cpu_not_portable as control

test_fail[mode] if {
	some mode in ["host-passthrough", "maximum"]
	control.deny == {{
		"path": ["domain", "cpu", "mode"],
		"message": "has a CPU that no other host need have",
		"expected": "host-model",
	}} with input.domain.cpu as {"mode": mode, "check": "none"}
}

test_pass[note] if {
	some note, domain in {
		"absent": {},
		"near miss: the host's model": {"cpu": {"mode": "host-model"}},
		"custom": {"cpu": {"mode": "custom", "model": {"#text": "EPYC-IBPB"}}},
	}
	control.deny == set() with input.domain as domain
}
