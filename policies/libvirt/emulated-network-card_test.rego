package bulkhead.libvirt.emulated_network_card_test

import data.bulkhead.libvirt.emulated_network_card as control

_case(fields) := {
	"interface": object.union({"type": "bridge"}, fields),
	"domain": {"type": "kvm", "os": {"type": {"arch": "x86_64"}}},
}

test_fail[model] if {
	some model in ["e1000", "e1000e", "ne2k_pci", "pcnet", "rtl8139", "vmxnet3"]
	control.deny == {{
		"path": ["interface", "model", "type"],
		"message": sprintf("has the emulated card %s", [model]),
		"expected": "virtio",
	}} with input as _case({"model": {"type": model}})
}

test_absent if {
	control.deny == {{
		"path": ["interface", "model", "type"],
		"message": "has no model, so libvirt gives it an emulated rtl8139",
		"expected": "virtio",
	}} with input as _case({})
}

test_pass[note] if {
	some note, case in {
		"virtio": _case({"model": {"type": "virtio"}}),
		"near miss: virtio of old": _case({"model": {"type": "virtio-transitional"}}),
		"absent on ARM": object.union(_case({}), {"domain": {"type": "kvm", "os": {"type": {"arch": "aarch64"}}}}),
	}
	control.deny == set() with input as case
	not control.notapplicable with input as case
}

test_not_applicable[note] if {
	some note, case in {
		"the host's card": _case({"type": "hostdev"}),
		"the host's card, by network": object.union(_case({"type": "network"}), {"network": {"forward": {"mode": "hostdev"}}}),
		"a container": object.union(_case({}), {"domain": {"type": "lxc"}}),
	}
	control.deny == set() with input as case
	control.notapplicable with input as case
}

test_unknown_network if {
	network := {"unknown": "not-in-input", "why": "the network is not among the files"}
	wanted := {{"path": ["network"], "message": "the network is not among the files", "reason": "not-in-input"}}
	control.unknown == wanted with input as object.union(_case({}), {"network": network})
	control.deny == set() with input as object.union(_case({}), {"network": network})
	control.unknown == set() with input as object.union(_case({"model": {"type": "virtio"}}), {"network": network})
}
