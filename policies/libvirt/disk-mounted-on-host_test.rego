package bulkhead.libvirt.disk_mounted_on_host_test

import data.bulkhead.libvirt.disk_mounted_on_host as control

_machine(file) := {"libvirt": {"files": [object.union(
	{"path": "/srv/a.img", "what": "image", "guest": "a", "readOnly": false},
	file,
)]}}

test_fail if {
	control.deny == {{
		"path": ["machine", "libvirt", "files", 0, "mounted"],
		"message": "has a guest's disk mounted",
	}} with input.machine as _machine({"mounted": "/mnt"})
}

test_unknown if {
	machine := _machine({"mounted": {"unknown": "not-in-input", "why": "no proc"}})
	control.deny == set() with input.machine as machine
	control.unknown == {{
		"path": ["machine", "libvirt", "files", 0, "mounted"],
		"message": "no proc",
		"reason": "not-in-input",
	}} with input.machine as machine
}

test_unread if {
	control.unknown == {{
		"path": ["machine", "libvirt", "files", 0],
		"message": "denied",
		"reason": "unread",
	}} with input.machine.libvirt.files as [{"unknown": "unread", "why": "denied"}]
}

test_pass[note] if {
	some note, machine in {
		"nowhere": _machine({}),
		"near miss: a medium that the guest can't write": _machine({"readOnly": true, "mounted": "/mnt"}),
		"absent": {"libvirt": {"files": []}},
	}
	control.deny == set() with input.machine as machine
	control.unknown == set() with input.machine as machine
}
