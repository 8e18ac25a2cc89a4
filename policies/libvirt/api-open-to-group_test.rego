package bulkhead.libvirt.api_open_to_group_test

import data.bulkhead.libvirt.api_open_to_group as control

_rule(groups) := [{"file": "/usr/share/polkit-1/rules.d/60-libvirt.rules", "groups": groups}]

test_members if {
	control.deny == {{
		"path": ["machine", "libvirt", "polkit", 0, "file"],
		"message": "lets the 2 members of the group libvirt be root without a password",
	}} with input.machine.libvirt as {"polkit": _rule(["libvirt"]), "groups": {"libvirt": ["ada", "bob"]}}
}

test_anybody if {
	control.deny == {{
		"path": ["machine", "libvirt", "polkit", 0, "file"],
		"message": "lets users manage libvirt without a password, by something else than their group",
		"severity": "high",
	}} with input.machine.libvirt as {"polkit": _rule([]), "groups": {}}
}

test_pass[note] if {
	some note, libvirt in {
		"nobody": {"polkit": _rule(["libvirt"]), "groups": {"libvirt": []}},
		"near miss: another group": {"polkit": _rule(["libvirt"]), "groups": {"kvm": ["ada"]}},
		"absent": {"polkit": [], "groups": {"libvirt": ["ada"]}},
	}
	control.deny == set() with input.machine.libvirt as libvirt
}
