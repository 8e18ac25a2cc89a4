package bulkhead.edges.libvirt.command_line_test

import data.bulkhead.edges.libvirt.command_line as edge

test_device if {
	count(edge.deny) > 0 with input as {"domain": {"qemu:commandline": {"qemu:arg": [{"value": "-device"}, {"value": "vfio-pci"}]}}}
}

test_harmless if {
	count(edge.deny) == 0 with input as {"domain": {"qemu:commandline": {"qemu:arg": [{"value": "-name"}, {"value": "x"}]}}}
}

test_absent if {
	count(edge.deny) == 0 with input as {"domain": {}}
}
