package bulkhead.libvirt.pci_passthrough_test

import data.bulkhead.libvirt.pci_passthrough as control

_pci := {"mode": "subsystem", "type": "pci", "managed": "yes", "source": {"address": {"bus": "0x01"}}}

_host(support) := {"capabilities": {"host": {"iommu": {"support": support}}}}

_elsewhere := {"unknown": "not-in-input", "why": "a file says nothing of it"}

test_with_iommu[note] if {
	some note, case in {
		"capabilities": {"hostdev": _pci, "host": _host("yes"), "machine": _elsewhere},
		"machine": {"hostdev": _pci, "host": _elsewhere, "machine": {"iommu": {"groups": 12}}},
		"not known": {"hostdev": _pci, "host": _elsewhere, "machine": _elsewhere},
		"an old daemon": {"hostdev": _pci, "host": {"capabilities": {"host": {}}}, "machine": _elsewhere},
	}
	control.deny == {{
		"path": ["hostdev", "type"],
		"message": "gives the guest a PCI device of the host",
	}} with input as case
}

test_without_iommu[note] if {
	some note, case in {
		"capabilities": {"hostdev": _pci, "host": _host("no"), "machine": _elsewhere},
		"machine": {"hostdev": _pci, "host": _elsewhere, "machine": {"iommu": {"groups": 0}}},
	}
	control.deny == {{
		"path": ["hostdev", "type"],
		"message": "gives the guest a PCI device, and the host has no IOMMU to keep it from the host's memory",
		"severity": "critical",
	}} with input as case
}

test_network_card if {
	case := {"hostdev": {"type": "hostdev", "managed": "yes"}, "facts": {"element": "interface"}, "host": _host("no")}
	count(control.deny) == 1 with input as case
	not control.notapplicable with input as case
}

test_not_read if {
	case := {"hostdev": {"unknown": "unread", "why": "the document is broken"}, "host": _host("no")}
	control.deny == set() with input as case
	control.unknown == {{
		"path": ["hostdev"],
		"message": "the document is broken",
		"reason": "unread",
	}} with input as case
}

test_other_devices[note] if {
	some note, hostdev in {
		"usb": {"mode": "subsystem", "type": "usb"},
		"near miss: mediated": {"mode": "subsystem", "type": "mdev", "model": "vfio-pci"},
		"absent type": {"mode": "capabilities"},
	}
	control.deny == set() with input as {"hostdev": hostdev, "host": _host("no")}
	control.unknown == set() with input as {"hostdev": hostdev, "host": _host("no")}
	control.notapplicable with input as {"hostdev": hostdev, "host": _host("no")}
}
