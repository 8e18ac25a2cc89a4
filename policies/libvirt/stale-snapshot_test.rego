package bulkhead.libvirt.stale_snapshot_test

import data.bulkhead.libvirt.stale_snapshot as control

test_fail if {
	control.deny == {{
		"path": ["snapshot", "creationTime"],
		"message": "was taken more than 30 days before the host was read",
	}} with input.snapshot as {"creationTime": "1500000000"} with input.facts as {"ageDays": 31}
}

test_pass[note] if {
	some note, days in {"near miss": 30, "new": 0, "ahead of its time": -1}
	control.deny == set() with input.snapshot as {"creationTime": "1500000000"} with input.facts as {"ageDays": days}
}

test_all_pass if count(test_pass) == 3

test_not_applicable if control.notapplicable with input.snapshot as {"name": "a"} with input.facts as {}
