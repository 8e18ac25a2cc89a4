package bulkhead.libvirt.disk_of_another_test

import data.bulkhead.libvirt.disk_of_another as control

_sharing(fields) := object.union(
	{"of": "disk", "name": "a", "access": "writes", "others": ["other"], "count": 1, "writers": 1},
	fields,
)

test_fail_1 if {
	control.deny == {{
		"path": ["sharing", "name"],
		"message": "writes a disk that another guest writes too: other",
	}} with input.sharing as _sharing({})
}

test_fail_2 if {
	control.deny == {{
		"path": ["sharing", "name"],
		"message": "reads a disk that another guest writes: other",
		"severity": "medium",
	}} with input.sharing as _sharing({"access": "reads"})
}

test_pass[note] if {
	some note, fields in {
		"others only read": {"writers": 0},
		"marked as shared": {"access": "agrees"},
		"a base": {"access": "backs"},
	}
	control.deny == set() with input.sharing as _sharing(fields)
	not control.notapplicable with input.sharing as _sharing(fields)
}

test_near_miss if {
	control.notapplicable with input.sharing as _sharing({"of": "another"})
	control.deny == set() with input.sharing as _sharing({"of": "another"})
}

test_says_nothing if control.deny == set() with input as {}
