package bulkhead.libvirt.memory_dumped_on_crash_test

import data.bulkhead.libvirt.memory_dumped_on_crash as control

test_crash[action] if {
	some action in ["coredump-destroy", "coredump-restart"]
	control.deny == {{
		"path": ["domain", "on_crash"],
		"message": "has its memory written to a file of the host's when it crashes",
		"expected": "destroy",
	}} with input.domain as {"on_crash": action, "devices": {}}
}

test_watchdog if {
	control.deny == {{
		"path": ["domain", "devices", "watchdog", 0, "action"],
		"message": "has its memory written to a file of the host's when its watchdog runs out",
		"expected": "reset",
	}} with input.domain as {"devices": {"watchdog": [{"model": "i6300esb", "action": "dump"}]}}
}

test_pass[note] if {
	some note, domain in {
		"absent": {"devices": {}},
		"near miss: kept for a look": {"on_crash": "preserve", "devices": {"watchdog": [{"action": "reset"}]}},
		"a watchdog without action": {"on_crash": "destroy", "devices": {"watchdog": [{"model": "itco"}]}},
	}
	control.deny == set() with input.domain as domain
}
