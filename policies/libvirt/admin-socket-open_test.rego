package bulkhead.libvirt.admin_socket_open_test

import data.bulkhead.libvirt.admin_socket_open as control

_machine(sockets, services) := {"libvirt": {"sockets": sockets, "units": services}}

test_socket[mode] if {
	some mode in ["0666", "0770", "0604"]
	control.deny == {{
		"path": ["machine", "libvirt", "sockets", "/run/libvirt/virtqemud-admin-sock"],
		"message": "lets users other than root administer the daemon",
		"expected": "0600",
	}} with input.machine as _machine({"/run/libvirt/virtqemud-admin-sock": mode}, {})
}

test_unit if {
	control.deny == {{
		"path": ["machine", "libvirt", "units", "virtqemud-admin.socket", "mode"],
		"message": "lets users other than root administer the daemon",
		"expected": "0600",
	}} with input.machine as _machine({}, {"virtqemud-admin.socket": {"enabled": true, "mode": "0660"}})
}

test_pass[note] if {
	some note, machine in {
		"root's": _machine(
			{"/run/libvirt/virtqemud-admin-sock": "0600"},
			{"virtqemud-admin.socket": {"enabled": true, "mode": "0600"}},
		),
		"libvirtd's own default": _machine({"/run/libvirt/libvirt-admin-sock": "0700"}, {}),
		"near miss: the other socket": _machine({"/run/libvirt/virtqemud-sock": "0666"}, {}),
		"not started": _machine({}, {"virtqemud-admin.socket": {"enabled": false, "mode": "0666"}}),
		"absent": _machine({}, {}),
	}
	control.deny == set() with input.machine as machine
}
