package bulkhead.libvirt.machine_type_deprecated_test

import data.bulkhead.libvirt.machine_type_deprecated as control

test_fail if {
	control.deny == {{
		"path": ["domain", "os", "type", "machine"],
		"message": "has a machine type that the host's QEMU is about to give up",
	}} with input as {"domain": {"os": {"type": {"machine": "pc-i440fx-1.7"}}}, "facts": {"machineType": {"deprecated": true}}}
}

test_pass[note] if {
	some note, facts in {"near miss": {"machineType": {"deprecated": false}}, "absent": {"machineType": {}}}
	control.deny == set() with input.facts as facts
}
