package bulkhead.libvirt.cpu_mitigations_disabled_test

import data.bulkhead.libvirt.cpu_mitigations_disabled as control

test_fail[policy] if {
	some policy in ["disable", "forbid"]
	control.deny == {{
		"path": ["domain", "cpu", "feature", 1, "policy"],
		"message": "hides the CPU's spec-ctrl from the guest, which its kernel needs against speculation",
	}} with input.domain.cpu as {
		"mode": "host-model",
		"feature": [{"name": "vmx", "policy": "disable"}, {"name": "spec-ctrl", "policy": policy}],
	}
}

test_pass[note] if {
	some note, domain in {
		"absent": {},
		"no features": {"cpu": {"mode": "host-model"}},
		"required": {"cpu": {"feature": [{"name": "md-clear", "policy": "require"}]}},
		"absent policy": {"cpu": {"feature": [{"name": "md-clear"}]}},
		"near miss: another": {"cpu": {"feature": [{"name": "hypervisor", "policy": "disable"}]}},
	}
	control.deny == set() with input.domain as domain
}
