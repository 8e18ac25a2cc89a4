package bulkhead.libvirt.physical_function_passthrough_test

import data.bulkhead.libvirt.physical_function_passthrough as control

_pci(functions) := {
	"hostdev": {"type": "pci"},
	"facts": {"element": "hostdev", "virtualFunctions": functions},
}

test_fail if {
	control.deny == {{
		"path": ["hostdev", "type"],
		"message": "is the physical function of 7 virtual ones, which it rules over",
	}} with input as _pci(7)
}

test_near_miss if {
	control.deny == set() with input as _pci(0)
	not control.notapplicable with input as _pci(0)
}

test_card if {
	case := {"hostdev": {"type": "hostdev"}, "facts": {"element": "interface", "virtualFunctions": 1}}
	count(control.deny) == 1 with input as case
	not control.notapplicable with input as case
}

test_absent if {
	case := {"hostdev": {"type": "usb"}, "facts": {"element": "hostdev"}}
	control.deny == set() with input as case
	control.notapplicable with input as case
}

test_says_nothing if control.deny == set() with input as {}
