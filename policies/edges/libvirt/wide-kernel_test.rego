package bulkhead.edges.libvirt.wide_kernel_test

import data.bulkhead.edges.libvirt.wide_kernel as edge

test_emulated if {
	count(edge.deny) > 0 with input as {"domain": {"type": "qemu"}}
}

test_container if {
	count(edge.deny) > 0 with input as {"domain": {"type": "lxc"}}
}

test_kvm if {
	count(edge.deny) == 0 with input as {"domain": {"type": "kvm"}}
}
