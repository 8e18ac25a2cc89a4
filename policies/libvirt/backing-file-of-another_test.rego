package bulkhead.libvirt.backing_file_of_another_test

import data.bulkhead.libvirt.backing_file_of_another as control

_sharing(fields) := object.union(
	{"of": "disk", "name": "a", "access": "writes", "others": ["other"], "count": 1, "writers": 1},
	fields,
)

test_fail_1 if {
	control.deny == {{
		"path": ["sharing", "name"],
		"message": "is laid over a disk that another guest writes: other",
	}} with input.sharing as _sharing({"access": "backs"})
}

test_pass[note] if {
	some note, fields in {
		"the one that writes": {},
		"read by all": {"access": "backs", "writers": 0},
	}
	control.deny == set() with input.sharing as _sharing(fields)
	not control.notapplicable with input.sharing as _sharing(fields)
}

test_near_miss if {
	control.notapplicable with input.sharing as _sharing({"of": "another"})
	control.deny == set() with input.sharing as _sharing({"of": "another"})
}

test_says_nothing if control.deny == set() with input as {}
