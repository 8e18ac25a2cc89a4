package bulkhead.edges.libvirt.merged_pages_test

import data.bulkhead.edges.libvirt.merged_pages as edge

_merging := {"kernel": {"release": "7.0", "ksm": {"run": "1"}}}

test_merged if {
	count(edge.deny) == 1 with input as {"domain": {"type": "kvm"}, "machine": _merging}
	count(edge.unknown) == 0 with input as {"domain": {"type": "kvm"}, "machine": _merging}
}

test_not_merged if {
	guest := {"type": "kvm", "memoryBacking": {"nosharepages": {}}}
	count(edge.deny) == 0 with input as {"domain": guest, "machine": _merging}
}

test_host_unknown if {
	unknown := {"unknown": "not-in-input", "why": "x"}
	count(edge.deny) == 0 with input as {"domain": {"type": "kvm"}, "machine": unknown}
	count(edge.unknown) == 1 with input as {"domain": {"type": "kvm"}, "machine": unknown}
}
