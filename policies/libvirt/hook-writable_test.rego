package bulkhead.libvirt.hook_writable_test

import data.bulkhead.libvirt.hook_writable as control

_machine(file) := {"libvirt": {"files": [object.union(
	{"path": "/etc/libvirt/hooks/qemu", "what": "hook", "mode": "0755", "uid": "0"},
	file,
)]}}

test_fail[note] if {
	some note, file in {
		"the group's": {"mode": "0775"},
		"everybody's": {"mode": "0757"},
		"a user's": {"uid": "1000"},
		"the directory": {"what": "hooks", "mode": "0777"},
	}
	control.deny == {{
		"path": ["machine", "libvirt", "files", 0, "mode"],
		"message": "runs a program as root that users other than root may write",
	}} with input.machine as _machine(file)
}

test_pass[note] if {
	some note, machine in {
		"root's": _machine({}),
		"read by all": _machine({"mode": "0555"}),
		"near miss: another file": _machine({"what": "secrets", "mode": "0777"}),
		"absent": {"libvirt": {"files": []}},
	}
	control.deny == set() with input.machine as machine
}
