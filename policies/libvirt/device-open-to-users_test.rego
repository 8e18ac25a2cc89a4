package bulkhead.libvirt.device_open_to_users_test

import data.bulkhead.libvirt.device_open_to_users as control

_machine(file) := {"libvirt": {"files": [object.union(
	{"path": "/dev/kvm", "what": "device", "mode": "0660", "shielded": false},
	file,
)]}}

test_fail if {
	control.deny == {{
		"path": ["machine", "libvirt", "files", 0, "mode"],
		"message": "lets every user of the host use the kernel's devices for guests",
		"expected": "0660",
	}} with input.machine as _machine({"mode": "0666"})
}

test_vfio if {
	control.deny == {{
		"path": ["machine", "libvirt", "files", 0, "mode"],
		"message": "lets every user of the host have a PCI device that is passed through",
		"expected": "0600",
		"severity": "high",
	}} with input.machine as _machine({"what": "vfio", "mode": "0666"})
}

test_pass[note] if {
	some note, machine in {
		"its group's": _machine({}),
		"near miss: to read alone, which gives no guest": _machine({"mode": "0664"}),
		"near miss: another file": _machine({"what": "image", "mode": "0666"}),
		"absent": {"libvirt": {"files": []}},
	}
	control.deny == set() with input.machine as machine
}
