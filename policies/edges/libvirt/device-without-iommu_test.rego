package bulkhead.edges.libvirt.device_without_iommu_test

import data.bulkhead.edges.libvirt.device_without_iommu as edge

test_no_iommu if {
	count(edge.deny) > 0 with input as {
		"hostdev": {"type": "pci"},
		"facts": {"element": "hostdev"},
		"host": {"capabilities": {"host": {"iommu": {"support": "no"}}}},
	}
}

test_iommu if {
	count(edge.deny) == 0 with input as {
		"hostdev": {"type": "pci"},
		"facts": {"element": "hostdev"},
		"host": {"capabilities": {"host": {"iommu": {"support": "yes"}}}},
	}
}

test_host_not_known if {
	count(edge.unknown) == 1 with input as {
		"hostdev": {"type": "pci"},
		"facts": {"element": "hostdev"},
		"host": {"unknown": "not-in-input", "why": "no host"},
	}
}

test_usb if {
	edge.notapplicable with input as {"hostdev": {"type": "usb"}, "facts": {"element": "hostdev"}}
}
