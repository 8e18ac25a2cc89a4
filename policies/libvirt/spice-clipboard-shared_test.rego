package bulkhead.libvirt.spice_clipboard_shared_test

import data.bulkhead.libvirt.spice_clipboard_shared as control

_case(graphics, channels) := {
	"graphics": object.union({"type": "spice"}, graphics),
	"domain": {"devices": {"channel": channels}},
}

_agent := [{"type": "spicevmc", "target": {"type": "virtio", "name": "com.redhat.spice.0"}}]

_clipboard := {
	"path": ["graphics", "clipboard", "copypaste"],
	"message": "shares its viewer's clipboard with the guest",
	"expected": "no",
}

_files := {
	"path": ["graphics", "filetransfer", "enable"],
	"message": "takes files from its viewer into the guest",
	"expected": "no",
}

test_fail[note] if {
	some note, case in {
		"absent": {"input": _case({}, _agent), "deny": {_clipboard, _files}},
		"the channel's default name": {
			"input": _case({}, [{"type": "spicevmc", "target": {"type": "virtio"}}]),
			"deny": {_clipboard, _files},
		},
		"clipboard": {"input": _case({"filetransfer": {"enable": "no"}}, _agent), "deny": {_clipboard}},
		"files": {"input": _case({"clipboard": {"copypaste": "no"}}, _agent), "deny": {_files}},
		"asked for": {
			"input": _case({"clipboard": {"copypaste": "yes"}, "filetransfer": {"enable": "no"}}, _agent),
			"deny": {_clipboard},
		},
	}
	control.deny == case.deny with input as case.input
}

test_pass if {
	off := _case({"clipboard": {"copypaste": "no"}, "filetransfer": {"enable": "no"}}, _agent)
	control.deny == set() with input as off
	not control.notapplicable with input as off
}

test_not_applicable[note] if {
	some note, case in {
		"no channel": _case({}, []),
		"near miss: another channel": _case({}, [{"type": "unix", "target": {"name": "org.qemu.guest_agent.0"}}]),
		"VNC": _case({"type": "vnc"}, _agent),
	}
	control.deny == set() with input as case
	control.notapplicable with input as case
}
