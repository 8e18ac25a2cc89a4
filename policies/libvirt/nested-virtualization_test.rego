package bulkhead.libvirt.nested_virtualization_test

import data.bulkhead.libvirt.nested_virtualization as control

_elsewhere := {"unknown": "not-in-input", "why": "no machine of this host is in the run"}

_case(cpu, modules) := {"domain": {"type": "kvm", "cpu": cpu}, "machine": {"kvm": modules}}

_intel := {"kvm": {}, "kvm_intel": {"nested": "Y"}}

test_fail[note] if {
	some note, cpu in {
		"the host's model": {"mode": "host-model"},
		"the host's own": {"mode": "host-passthrough", "feature": [{"name": "svm", "policy": "disable"}]},
		"required": {"mode": "custom", "feature": [{"name": "vmx", "policy": "require"}]},
		"absent policy": {"feature": [{"name": "vmx"}]},
	}
	control.deny == {{
		"path": ["domain", "cpu", "mode"],
		"message": "sees vmx, and the host lets guests run guests of their own",
	}} with input as _case(cpu, _intel)
}

test_amd if {
	control.deny == {{
		"path": ["domain", "cpu", "mode"],
		"message": "sees svm, and the host lets guests run guests of their own",
	}} with input as _case({"mode": "host-model"}, {"kvm_amd": {"nested": "1"}})
}

test_unknown if {
	case := {"domain": {"type": "kvm", "cpu": {"mode": "host-model"}}, "machine": _elsewhere}
	control.deny == set() with input as case
	control.unknown == {{
		"path": ["machine"],
		"message": concat(" ", [
			"sees the CPU's virtualization, and the host's KVM decides whether that works:",
			"no machine of this host is in the run",
		]),
		"reason": "not-in-input",
	}} with input as case
}

test_pass[note] if {
	some note, case in {
		"nesting is off": _case({"mode": "host-model"}, {"kvm_intel": {"nested": "N"}}),
		"no module": _case({"mode": "host-model"}, {}),
		"disabled": {
			"domain": {"type": "kvm", "cpu": {
				"mode": "host-model",
				"feature": [{"name": "vmx", "policy": "disable"}, {"name": "svm", "policy": "forbid"}],
			}},
			"machine": _elsewhere,
		},
		"absent cpu": {"domain": {"type": "kvm"}, "machine": _elsewhere},
		"near miss: another CPU's": _case({"mode": "custom", "feature": [{"name": "svm"}]}, _intel),
	}
	control.deny == set() with input as case
	control.unknown == set() with input as case
	not control.notapplicable with input as case
}

test_not_applicable if {
	case := {"domain": {"type": "qemu", "cpu": {"mode": "host-model"}}, "machine": {"kvm": _intel}}
	control.notapplicable with input as case
	control.deny == set() with input as case
}
