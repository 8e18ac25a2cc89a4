package bulkhead.libvirt.image_open_to_users_test

import data.bulkhead.libvirt.image_open_to_users as control

_machine(file) := {"libvirt": {"files": [object.union(
	{"path": "/srv/a.img", "what": "image", "guest": "a", "mode": "0600", "shielded": false, "readOnly": false},
	file,
)]}}

test_read if {
	control.deny == {{
		"path": ["machine", "libvirt", "files", 0, "mode"],
		"message": "lets every user of the host read a guest's disk",
		"expected": "0600",
	}} with input.machine as _machine({"mode": "0644"})
}

test_write if {
	control.deny == {{
		"path": ["machine", "libvirt", "files", 0, "mode"],
		"message": "lets every user of the host change a guest's disk",
		"expected": "0600",
		"severity": "critical",
	}} with input.machine as _machine({"mode": "0666", "readOnly": true})
}

test_pass[note] if {
	some note, machine in {
		"its own": _machine({}),
		"near miss: the group": _machine({"mode": "0660"}),
		"near miss: a medium that all may read": _machine({"mode": "0644", "readOnly": true}),
		"below a closed directory": _machine({"mode": "0666", "shielded": true}),
		"another file": _machine({"what": "hook", "mode": "0755"}),
		"not there": {"libvirt": {"files": [{"path": "/srv/a.img", "what": "image"}]}},
		"absent": {"libvirt": {"files": []}},
	}
	control.deny == set() with input.machine as machine
}
