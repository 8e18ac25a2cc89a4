package bulkhead.libvirt.shared_memory_device_test

import data.bulkhead.libvirt.shared_memory_device as control

test_fail if {
	control.deny == {{
		"path": ["domain", "devices", "shmem", 0, "name"],
		"message": "shares memory with whoever else names it",
	}} with input.domain.devices.shmem as [{"name": "board", "model": {"type": "ivshmem-plain"}}]
}

test_pass[note] if {
	some note, domain in {
		"absent": {"devices": {}},
		"none": {"devices": {"shmem": []}},
		"near miss: memory shared with a device process": {"memoryBacking": {"access": {"mode": "shared"}}, "devices": {}},
	}
	control.deny == set() with input.domain as domain
}
