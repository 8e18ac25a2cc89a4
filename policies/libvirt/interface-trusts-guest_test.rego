package bulkhead.libvirt.interface_trusts_guest_test

import data.bulkhead.libvirt.interface_trusts_guest as control

test_fail if {
	control.deny == {{
		"path": ["interface", "trustGuestRxFilters"],
		"message": "lets the guest choose the addresses and VLANs that it receives",
		"expected": "no",
	}} with input.interface as {"type": "direct", "trustGuestRxFilters": "yes"}
}

test_pass[note] if {
	some note, interface in {
		"absent": {"type": "direct"},
		"near miss: no": {"type": "direct", "trustGuestRxFilters": "no"},
	}
	control.deny == set() with input.interface as interface
}
