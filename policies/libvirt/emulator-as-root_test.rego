package bulkhead.libvirt.emulator_as_root_test

import data.bulkhead.libvirt.emulator_as_root as control

_elsewhere := {"unknown": "not-in-input", "why": "a file says nothing of it"}

_file(seclabels) := {
	"domain": {"type": "kvm", "seclabel": seclabels},
	"state": _elsewhere,
	"host": _elsewhere,
}

_live(seclabels, running, label) := {
	"domain": {"type": "kvm", "seclabel": seclabels},
	"state": {"active": count(running) > 0, "seclabels": running},
	"host": {"capabilities": {"host": {"secmodel": [
		{"model": "apparmor"},
		{"model": "dac", "baselabel": [{"type": "qemu", "#text": "+9:+9"}, {"type": "kvm", "#text": label}]},
	]}}},
}

_static(label) := [{"type": "dynamic", "model": "selinux"}, {"type": "static", "model": "dac", "label": label}]

test_own_label[label] if {
	some label in ["+0:+0", "0:0", "root:root", "root:kvm", "+00:+107", "+-0:+0", "+ 0:+0"]
	denied := {{
		"path": ["domain", "seclabel", 1, "label"],
		"message": "runs QEMU as root by its own label",
	}}
	control.deny == denied with input as _file(_static(label))
	control.deny == denied with input as _live(_static(label), [], "+107:+107")
	control.unknown == set() with input as _file(_static(label))
}

test_host_default if {
	control.deny == {{
		"path": ["host", "capabilities", "host", "secmodel", 1, "baselabel", 1, "#text"],
		"message": "runs QEMU as root, as all guests of this host do by default",
	}} with input as _live([], [], "+0:+0")
}

test_own_label_of_type_none_keeps_the_default if {
	seclabels := [{"type": "none", "model": "dac"}]
	count(control.deny) == 1 with input as _live(seclabels, [], "+0:+0")
	control.deny == set() with input as _live(seclabels, [], "+107:+107")
}

test_running if {
	running := [{"model": "dac", "label": "+0:+0", "enforcing": false}]
	control.deny == {{
		"path": ["state", "seclabels", 0, "label"],
		"message": "runs QEMU as root",
	}} with input as _live([], running, "+107:+107")
}

test_running_with_live_label if {
	running := [{"model": "dac", "label": "+0:+0", "enforcing": false}]
	seclabels := [{"type": "dynamic", "model": "dac", "label": "+0:+0"}]
	control.deny == {{
		"path": ["domain", "seclabel", 0, "label"],
		"message": "runs QEMU as root by its own label",
	}} with input as _live(seclabels, running, "+0:+0")
}

test_pass[note] if {
	some note, case in {
		"own user where the default is root": _live(_static("+107:+107"), [], "+0:+0"),
		"near miss: group root alone": _live(_static("+107:+0"), [], "+107:+107"),
		"near miss: a name that begins so": _file(_static("rootless:kvm")),
		"near miss: a number that begins so": _file(_static("07:07")),
		"default": _live([], [], "+64055:+64055"),
		"running as another than the default": _live([], [{"model": "dac", "label": "+107:+107"}], "+0:+0"),
	}
	control.deny == set() with input as case
	control.unknown == set() with input as case
	not control.notapplicable with input as case
}

test_pass_in_a_session if {
	live := object.union(_live([], [], ""), {"host": {"capabilities": {"host": {"secmodel": [{"model": "selinux"}]}}}})
	control.deny == set() with input as live
	control.unknown == set() with input as live
}

test_file_without_label[note] if {
	some note, seclabels in {
		"absent": [],
		"a label that libvirt ignores": [{"type": "dynamic", "model": "dac", "label": "+0:+0"}],
		"of another model": [{"type": "static", "model": "selinux", "label": "root:object_r:svirt_t"}],
	}
	control.deny == set() with input as _file(seclabels)
	control.unknown == {{
		"path": ["host"],
		"message": "gives QEMU no user, so qemu.conf decides: a file says nothing of it",
		"reason": "not-in-input",
	}} with input as _file(seclabels)
}

test_type_without_default if {
	live := object.union(_live([], [], "+0:+0"), {"domain": {"type": "hvf"}})
	control.deny == set() with input as live
	control.unknown == {{
		"path": ["host", "capabilities", "host", "secmodel", 1, "baselabel"],
		"message": "the host's capabilities do not say which user runs guests of this type",
		"reason": "unread",
	}} with input as live
}

test_what_runs_is_not_known[note] if {
	unread := {"unknown": "unread", "why": "permission denied"}
	some note, case in {
		"whether": {"state": {"active": unread}, "path": ["active"]},
		"labels": {"state": {"active": true, "seclabels": unread}, "path": ["seclabels"]},
		"whose label": {
			"state": {"active": true, "seclabels": [{"model": unread, "label": "+0:+0"}]},
			"path": ["seclabels", 0, "model"],
		},
	}
	live := object.union(object.remove(_live([], [], "+107:+107"), ["state"]), {"state": case.state})
	control.deny == set() with input as live
	control.unknown == {{
		"path": array.concat(["state"], case.path),
		"message": "permission denied",
		"reason": "unread",
	}} with input as live
}

test_other_drivers[type] if {
	some type in ["lxc", "test", "xen"]
	live := object.union(_file(_static("+0:+0")), {"domain": {"type": type}})
	control.notapplicable with input as live
	control.deny == set() with input as live
	control.unknown == set() with input as live
}

test_state_not_read if {
	{"path": ["state"], "message": "connection closed", "reason": "unread"} in control.unknown with input as {
		"domain": {"type": "kvm"},
		"state": {"unknown": "unread", "why": "connection closed"},
	}
}

test_state_not_in_a_file if {
	every gap in control.unknown {
		gap.path != ["state"]
	} with input as {
		"domain": {"type": "kvm"},
		"state": {"unknown": "not-in-input", "why": "a file says nothing of the domain's state"},
	}
}
