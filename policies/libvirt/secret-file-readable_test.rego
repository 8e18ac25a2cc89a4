package bulkhead.libvirt.secret_file_readable_test

import data.bulkhead.libvirt.secret_file_readable as control

_machine(file) := {"libvirt": {"files": [object.union(
	{"path": "/etc/pki/libvirt/private/serverkey.pem", "what": "key", "mode": "0600"},
	file,
)]}}

test_fail[note] if {
	some note, case in {
		"a key": {"file": {"mode": "0644"}, "what": "a certificate's key"},
		"passwords": {"file": {"what": "passwords", "mode": "0604"}, "what": "the passwords of its users"},
		"memory": {"file": {"what": "memory", "mode": "0644", "shielded": false}, "what": "the memory of a guest"},
		"secrets": {"file": {"what": "secrets", "mode": "0755"}, "what": "the secrets of its guests"},
	}
	control.deny == {{
		"path": ["machine", "libvirt", "files", 0, "mode"],
		"message": sprintf("lets every user of the host read %s", [case.what]),
	}} with input.machine as _machine(case.file)
}

test_configuration if {
	machine := {"libvirt": {
		"files": [{"path": "/etc/libvirt/qemu.conf", "what": "configuration", "mode": "0644"}],
		"qemu.conf": {"vnc_password": {"present": true, "length": 8}},
	}}
	control.deny == {{
		"path": ["machine", "libvirt", "files", 0, "mode"],
		"message": "lets every user of the host read the console passwords in qemu.conf",
	}} with input.machine as machine
}

test_pass[note] if {
	some note, machine in {
		"root's": _machine({}),
		"near miss: QEMU's group": _machine({"mode": "0640"}),
		"a directory": _machine({"what": "secrets", "mode": "0711"}),
		"no password in it": _machine({"what": "configuration", "mode": "0644"}),
		"below a closed directory": _machine({"what": "memory", "mode": "0644", "shielded": true}),
		"a guest's definition": _machine({"what": "definition", "mode": "0600", "shielded": false}),
		"a hook": _machine({"what": "hook", "mode": "0755"}),
		"absent": {"libvirt": {"files": []}},
	}
	control.deny == set() with input.machine as machine
}

test_definition if {
	control.deny == {{
		"path": ["machine", "libvirt", "files", 0, "mode"],
		"message": "lets every user of the host read a guest's definition, with the passwords in it",
		"severity": "medium",
	}} with input.machine as _machine({"what": "definition", "mode": "0644", "shielded": false})
}
