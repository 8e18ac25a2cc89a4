package bulkhead.edges.libvirt.monitor_uncaged_test

import data.bulkhead.edges.libvirt.monitor_uncaged as edge

_domain := {"type": "kvm", "seclabel": [{"type": "dynamic", "model": "apparmor"}]}

_host := {"capabilities": {"host": {"secmodel": [
	{"model": "apparmor"},
	{"model": "dac", "baselabel": [{"type": "kvm", "#text": "+64055:+994"}]},
]}}}

_caged := {"domain": _domain, "host": _host, "state": {"active": false}, "machine": {"libvirt": {"qemu.conf": {}}}}

test_caged if {
	count(edge.deny) == 0 with input as _caged
	count(edge.unknown) == 0 with input as _caged
}

test_root if {
	domain := {"type": "kvm", "seclabel": [{"type": "static", "model": "dac", "label": "root:root"}]}
	count(edge.deny) == 1 with input as object.union(_caged, {"domain": domain})
}

test_unconfined if {
	domain := {"type": "kvm", "seclabel": [{"type": "none", "model": "apparmor"}]}
	count(edge.deny) == 1 with input as object.union(_caged, {"domain": domain})
}

test_no_mac if {
	host := {"capabilities": {"host": {"secmodel": [{"model": "dac", "baselabel": [{"type": "kvm", "#text": "+64055:+994"}]}]}}}
	count(edge.deny) == 1 with input as object.union(_caged, {"host": host})
}

test_no_seccomp if {
	machine := {"libvirt": {"qemu.conf": {"seccomp_sandbox": "0"}}}
	count(edge.deny) == 1 with input as object.union(_caged, {"machine": machine})
}

test_no_namespace if {
	count(edge.deny) == 1 with input as object.union(_caged, {"machine": {"libvirt": {"qemu.conf": {"namespaces": []}}}})
}

test_fixed_label if {
	domain := {"type": "kvm", "seclabel": [{"type": "static", "model": "apparmor", "label": "libvirt-x"}]}
	count(edge.deny) == 1 with input as object.union(_caged, {"domain": domain})
}

test_no_machine if {
	machine := {"unknown": "not-in-input", "why": "no machine of this host is in the run"}
	count(edge.unknown) == 1 with input as object.union(_caged, {"machine": machine})
}

test_container if edge.notapplicable with input as {"domain": {"type": "lxc"}}
