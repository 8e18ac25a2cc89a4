package bulkhead.libvirt.locked_memory_without_limit_test

import data.bulkhead.libvirt.locked_memory_without_limit as control

test_fail[note] if {
	some note, domain in {
		"absent": {"memoryBacking": {"locked": {}}},
		"a soft limit": {"memoryBacking": {"locked": {}}, "memtune": {"soft_limit": {"#text": "1048576"}}},
	}
	control.deny == {{
		"path": ["domain", "memtune", "hard_limit"],
		"message": "locks its memory on the host without a limit",
	}} with input.domain as domain
}

test_pass[note] if {
	some note, domain in {
		"limited": {"memoryBacking": {"locked": {}}, "memtune": {"hard_limit": {"#text": "2097152"}}},
		"near miss: not locked": {"memoryBacking": {"nosharepages": {}}},
		"absent": {},
	}
	control.deny == set() with input.domain as domain
}
