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

test_seen_by_libvirt if {
	device := {"type": "pci"}
	unknown := {"unknown": "not-in-input", "why": "x"}
	host := {"capabilities": {"host": {"iommu": {"support": "yes"}}}}
	count(edge.deny) == 0 with input as {"hostdev": device, "facts": {"element": "hostdev"}, "host": host, "machine": unknown}
	count(edge.unknown) == 0 with input as {"hostdev": device, "facts": {"element": "hostdev"}, "host": host, "machine": unknown}
}

test_usb_of_an_unknown_host if {
	unknown := {"unknown": "not-in-input", "why": "x"}
	usb := {"hostdev": {"type": "usb"}, "facts": {"element": "hostdev"}, "host": unknown, "machine": unknown}
	edge.notapplicable with input as usb
	count(edge.unknown) == 0 with input as usb
}
