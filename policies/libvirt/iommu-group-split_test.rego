package bulkhead.libvirt.iommu_group_split_test

import data.bulkhead.libvirt.iommu_group_split as control

_pci(others) := {
	"hostdev": {"type": "pci"},
	"facts": {"element": "hostdev", "iommuGroup": {"others": others}},
}

test_fail if {
	control.deny == {{
		"path": ["hostdev", "type"],
		"message": "is without 2 other devices of its IOMMU group, which it may reach",
	}} with input as _pci(2)
}

test_pass if {
	control.deny == set() with input as _pci(0)
	not control.notapplicable with input as _pci(0)
}

test_card if {
	case := {"hostdev": {"type": "hostdev"}, "facts": {"element": "interface", "iommuGroup": {"others": 1}}}
	count(control.deny) == 1 with input as case
	not control.notapplicable with input as case
}

test_absent if {
	case := {"hostdev": {"type": "usb"}, "facts": {"element": "hostdev"}}
	control.deny == set() with input as case
	control.notapplicable with input as case
}

test_says_nothing if control.deny == set() with input as {}
