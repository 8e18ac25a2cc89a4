package bulkhead.libvirt.filter_not_in_force_test

import data.bulkhead.libvirt.filter_not_in_force as control

_case(bound) := {
	"interface": {"type": "bridge", "filterref": {"filter": "clean-traffic"}},
	"facts": {"boundFilter": bound},
}

test_fail if {
	control.deny == {{
		"path": ["interface", "filterref", "filter"],
		"message": "is held by the filter allow-arp instead of the one that it names",
	}} with input as _case("allow-arp")
}

test_pass if {
	control.deny == set() with input as _case("clean-traffic")
	control.unknown == set() with input as _case("clean-traffic")
}

test_near_miss_not_listed if {
	control.deny == set() with input as _case("")
	control.unknown == {{
		"path": ["facts", "boundFilter"],
		"message": "the host listed no filter in force for it, unless the guest started after it was asked",
		"reason": "not-in-input",
	}} with input as _case("")
}

test_unread if {
	control.unknown == {{
		"path": ["facts", "boundFilter"],
		"message": "refused",
		"reason": "unread",
	}} with input as _case({"unknown": "unread", "why": "refused"})
}

test_absent if {
	control.deny == set() with input as {"interface": {"type": "bridge"}, "facts": {}}
	control.notapplicable with input as {"interface": {"type": "bridge"}, "facts": {}}
}
