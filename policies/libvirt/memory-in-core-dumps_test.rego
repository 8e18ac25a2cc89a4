package bulkhead.libvirt.memory_in_core_dumps_test

import data.bulkhead.libvirt.memory_in_core_dumps as control

test_fail if {
	control.deny == {{
		"path": ["domain", "memory", "dumpCore"],
		"message": "has its memory written into core dumps of its process",
		"expected": "off",
	}} with input.domain.memory as {"#text": "1048576", "dumpCore": "on"}
}

test_pass[note] if {
	some note, memory in {
		"absent": {"#text": "1048576"},
		"near miss: off": {"#text": "1048576", "dumpCore": "off"},
	}
	control.deny == set() with input.domain.memory as memory
}
