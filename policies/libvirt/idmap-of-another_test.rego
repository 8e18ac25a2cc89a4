package bulkhead.libvirt.idmap_of_another_test

import data.bulkhead.libvirt.idmap_of_another as control

_sharing(fields) := object.union(
	{"of": "users", "name": "a", "access": "writes", "others": ["other"], "count": 1, "writers": 1},
	fields,
)

test_fail_1 if {
	control.deny == {{
		"path": ["sharing", "name"],
		"message": "is the same users of the host as another container: other",
	}} with input.sharing as _sharing({})
}

test_near_miss if {
	control.notapplicable with input.sharing as _sharing({"of": "another"})
	control.deny == set() with input.sharing as _sharing({"of": "another"})
}

test_says_nothing if control.deny == set() with input as {}
