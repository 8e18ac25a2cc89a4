package bulkhead.libvirt.iommu_group_of_another_test

import data.bulkhead.libvirt.iommu_group_of_another as control

_sharing(fields) := object.union(
	{"of": "iommu-group", "name": "0000:01:00.0", "access": "writes", "others": ["other"], "count": 1, "writers": 1},
	fields,
)

test_fail if {
	control.deny == {{
		"path": ["sharing", "name"],
		"message": "is in one IOMMU group with a device of another guest: other",
	}} with input.sharing as _sharing({})
}

test_pass if {
	control.deny == set() with input.sharing as _sharing({"count": 0, "others": []})
}

test_near_miss if {
	control.notapplicable with input.sharing as _sharing({"of": "hostdev"})
	control.deny == set() with input.sharing as _sharing({"of": "hostdev"})
}

test_absent if {
	control.notapplicable with input.sharing as {}
	control.deny == set() with input.sharing as {}
}
