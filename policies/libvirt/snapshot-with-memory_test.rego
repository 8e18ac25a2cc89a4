package bulkhead.libvirt.snapshot_with_memory_test

import data.bulkhead.libvirt.snapshot_with_memory as control

test_fail[kind] if {
	some kind in {"external", "internal"}
	control.deny == {{
		"path": ["snapshot", "memory", "snapshot"],
		"message": "holds the guest's memory in clear",
		"expected": "no",
	}} with input.snapshot as {"state": "running", "memory": {"snapshot": kind}}
}

test_all_fail if count(test_fail) == 2

test_pass[note] if {
	some note, snapshot in {
		"absent": {"state": "shutoff"},
		"disks alone": {"state": "disk-snapshot", "memory": {"snapshot": "no"}},
	}
	control.deny == set() with input.snapshot as snapshot
}

test_all_pass if count(test_pass) == 2
