package bulkhead.libvirt.memory_in_files_test

import data.bulkhead.libvirt.memory_in_files as control

test_fail if {
	control.deny == {{
		"path": ["domain", "memoryBacking", "source", "type"],
		"message": "keeps its memory in a file of the host's",
		"expected": "memfd",
	}} with input.domain.memoryBacking as {"source": {"type": "file"}}
}

test_pass[note] if {
	some note, domain in {
		"absent": {},
		"memfd": {"memoryBacking": {"source": {"type": "memfd"}}},
		"near miss: in huge pages": {"memoryBacking": {"source": {"type": "file"}, "hugepages": {}}},
	}
	control.deny == set() with input.domain as domain
}
