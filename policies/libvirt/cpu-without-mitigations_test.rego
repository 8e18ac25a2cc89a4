package bulkhead.libvirt.cpu_without_mitigations_test

import data.bulkhead.libvirt.cpu_without_mitigations as control

_guest(cpu) := object.union({"type": "kvm", "os": {"type": {"arch": "x86_64", "#text": "hvm"}}}, cpu)

_custom(model) := {"mode": "custom", "match": "exact", "model": {"fallback": "forbid", "#text": model}}

test_no_cpu[note] if {
	some note, cpu in {"absent": {}, "topology alone": {"cpu": {"topology": {"cores": "2"}}}}
	control.deny == {{
		"path": ["domain", "cpu", "mode"],
		"message": "has QEMU's oldest CPU model, which offers nothing against speculation",
		"expected": "host-model",
	}} with input.domain as _guest(cpu)
}

test_old_model[note] if {
	some note, cpu in {
		"as libvirt writes it": _custom("qemu64"),
		"absent mode": {"match": "exact", "model": {"#text": "SandyBridge"}},
		"a mitigation taken away": object.union(_custom("EPYC"), {"feature": [{"name": "ibpb", "policy": "disable"}]}),
		"another feature": object.union(_custom("kvm64"), {"feature": [{"name": "pcid", "policy": "require"}]}),
	}
	control.deny == {{
		"path": ["domain", "cpu", "model"],
		"message": "has a CPU model that offers nothing against speculation",
	}} with input.domain as _guest({"cpu": cpu})
}

test_pass[note] if {
	some note, cpu in {
		"the host's": {"mode": "host-model"},
		"the host's own": {"mode": "host-passthrough"},
		"near miss: a new model": _custom("SandyBridge-IBRS"),
		"required": object.union(_custom("SandyBridge"), {"feature": [{"name": "spec-ctrl", "policy": "require"}]}),
		"absent policy": object.union(_custom("EPYC"), {"feature": [{"name": "ibpb"}]}),
	}
	control.deny == set() with input.domain as _guest({"cpu": cpu})
	not control.notapplicable with input.domain as _guest({"cpu": cpu})
}

test_not_applicable[note] if {
	some note, domain in {
		"another architecture": {"type": "kvm", "os": {"type": {"arch": "aarch64"}}},
		"emulated": {"type": "qemu", "os": {"type": {"arch": "x86_64"}}},
		"a container": {"type": "lxc", "os": {"type": {"#text": "exe"}}},
	}
	control.notapplicable with input.domain as domain
	control.deny == set() with input.domain as domain
}
