package bulkhead.libvirt.bridge_helper_open_test

import data.bulkhead.libvirt.bridge_helper_open as control

_machine(helper) := {"libvirt": {"bridgeHelper": object.union(
	{"mode": "0755", "privileged": true, "allows": ["all"], "denies": []},
	helper,
)}}

test_fail[note] if {
	some note, helper in {"all": {}, "all but one": {"denies": ["br0"]}}
	control.deny == {{
		"path": ["machine", "libvirt", "bridgeHelper", "allows", 0],
		"message": "lets every user put guests on all bridges of the host",
	}} with input.machine as _machine(helper)
}

test_pass[note] if {
	some note, machine in {
		"one bridge": _machine({"allows": ["br0"]}),
		"near miss: denied again": _machine({"denies": ["all"]}),
		"near miss: without rights": _machine({"privileged": false}),
		"a group's": _machine({"mode": "0750"}),
		"absent": {"libvirt": {}},
	}
	control.deny == set() with input.machine as machine
}
