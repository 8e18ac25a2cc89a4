package bulkhead.libvirt.network_trusts_guests_test

import data.bulkhead.libvirt.network_trusts_guests as control

test_network if {
	control.deny == {{
		"path": ["network", "trustGuestRxFilters"],
		"message": "lets its guests choose the addresses and VLANs that they receive",
		"expected": "no",
	}} with input.network as {"name": "a", "trustGuestRxFilters": "yes"}
}

test_portgroup if {
	control.deny == {{
		"path": ["network", "portgroup", 1, "trustGuestRxFilters"],
		"message": "lets guests of a port group choose the addresses and VLANs that they receive",
		"expected": "no",
	}} with input.network as {"portgroup": [{"name": "a"}, {"name": "b", "trustGuestRxFilters": "yes"}]}
}

test_pass[note] if {
	some note, network in {
		"absent": {"name": "a"},
		"near miss: no": {"trustGuestRxFilters": "no", "portgroup": [{"name": "a", "trustGuestRxFilters": "no"}]},
	}
	control.deny == set() with input.network as network
}
