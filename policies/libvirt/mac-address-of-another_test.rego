package bulkhead.libvirt.mac_address_of_another_test

import data.bulkhead.libvirt.mac_address_of_another as control

_sharing(fields) := object.union(
	{"of": "mac", "name": "a", "access": "writes", "others": ["other"], "count": 1, "writers": 1},
	fields,
)

test_fail_1 if {
	control.deny == {{
		"path": ["sharing", "name"],
		"message": "has the MAC address of another guest on its network: other",
	}} with input.sharing as _sharing({})
}

test_near_miss if {
	control.notapplicable with input.sharing as _sharing({"of": "another"})
	control.deny == set() with input.sharing as _sharing({"of": "another"})
}

test_says_nothing if control.deny == set() with input as {}
