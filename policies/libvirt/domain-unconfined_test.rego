package bulkhead.libvirt.domain_unconfined_test

import data.bulkhead.libvirt.domain_unconfined as control

_elsewhere := {"unknown": "not-in-input", "why": "a file says nothing of it"}

_host(models) := {"capabilities": {"host": {"secmodel": [{"model": model} | some model in models]}}}

_stopped := {"active": false, "seclabels": []}

_running(seclabels) := {"active": true, "seclabels": seclabels}

_file(seclabels) := object.union(
	{root: _elsewhere | some root in ["state", "host", "machine"]},
	{"domain": {"type": "kvm", "seclabel": seclabels}},
)

_live(seclabels, state, models) := {
	"domain": {"type": "kvm", "seclabel": seclabels},
	"state": state,
	"host": _host(models),
	"machine": {"libvirt": {"qemu.conf": {}}},
}

_apparmor(label, enforcing) := {"model": "apparmor", "label": label, "enforcing": enforcing}

_off(i) := {
	"path": ["domain", "seclabel", i, "type"],
	"message": "switches mandatory access control off for itself",
	"expected": "dynamic",
}

test_switched_off[note] if {
	some note, seclabels in {
		"for the host's model": [{"type": "none"}],
		"by name": [{"type": "none", "model": "selinux"}],
	}
	control.deny == {_off(0)} with input as _file(seclabels)
	control.deny == {_off(0)} with input as _live(seclabels, _stopped, ["selinux", "dac"])
	control.deny == {_off(0)} with input as _live(seclabels, _running([]), ["selinux", "dac"])
}

test_switched_off_beside_dac if {
	seclabels := [{"type": "dynamic", "model": "dac"}, {"type": "none", "model": "apparmor"}]
	control.deny == {_off(1)} with input as _file(seclabels)
}

test_switched_off_in_a_container if {
	domain := {"type": "lxc", "seclabel": [{"type": "none"}]}
	control.deny == {_off(0)} with input as object.union(_file([]), {"domain": domain})
}

test_running_without_label[note] if {
	some note, labels in {
		"none": [],
		"empty": [_apparmor("", false)],
		"users and groups alone": [{"model": "dac", "label": "+107:+107", "enforcing": false}],
	}
	control.deny == {{
		"path": ["state", "seclabels"],
		"message": "runs without a label of the host's mandatory access control",
	}} with input as _live([], _running(labels), ["apparmor", "dac"])
}

test_running_with_a_label_that_confines_nothing[label] if {
	some label in ["unconfined", "unconfined (complain)", "system_u:system_r:unconfined_t:s0", "a:b:unconfined_t"]
	control.deny == {{
		"path": ["state", "seclabels", 0, "label"],
		"message": "runs with a label that confines nothing",
	}} with input as _live([], _running([_apparmor(label, true)]), ["apparmor"])
}

test_static_label_that_confines_nothing if {
	seclabels := [{"type": "static", "model": "selinux", "label": "system_u:system_r:unconfined_t:s0"}]
	control.deny == {{
		"path": ["domain", "seclabel", 0, "label"],
		"message": "has a label that confines nothing",
	}} with input as _file(seclabels)
}

test_running_unenforced if {
	control.deny == {{
		"path": ["state", "seclabels", 0, "enforcing"],
		"message": "runs with a label that the host does not enforce",
		"expected": true,
	}} with input as _live([], _running([_apparmor("libvirt-1", false)]), ["apparmor"])
}

test_running_confined if {
	labels := [_apparmor("libvirt-1", true), {"model": "dac", "label": "+107:+107", "enforcing": false}]
	live := _live([], _running(labels), ["apparmor", "dac"])
	control.deny == set() with input as live
	control.unknown == set() with input as live
	not control.notapplicable with input as live
}

test_stopped_by_default if {
	live := _live([], _stopped, ["apparmor"])
	control.deny == set() with input as live
	control.unknown == set() with input as live
}

test_stopped_where_the_default_is_off if {
	live := object.union(
		_live([], _stopped, ["apparmor"]),
		{"machine": {"libvirt": {"qemu.conf": {"security_default_confined": "0"}}}},
	)
	control.deny == {{
		"path": ["machine", "libvirt", "qemu.conf", "security_default_confined"],
		"message": "has no seclabel, and the host's qemu.conf confines no such guest",
		"expected": "1",
	}} with input as live
}

test_stopped_and_qemu_conf_not_known if {
	live := object.union(_live([], _stopped, ["apparmor"]), {"machine": _elsewhere})
	control.deny == set() with input as live
	control.unknown == {{
		"path": ["machine"],
		"message": "has no seclabel, so security_default_confined in qemu.conf decides: a file says nothing of it",
		"reason": "not-in-input",
	}} with input as live
}

test_own_dynamic_label_needs_no_host if {
	control.deny == set() with input as _file([{"type": "dynamic", "model": "selinux"}])
	control.unknown == set() with input as _file([{"type": "dynamic", "model": "selinux"}])
}

test_file_left_to_the_host[note] if {
	some note, seclabels in {
		"absent": [],
		"near miss: of users and groups alone": [{"type": "none", "model": "dac"}],
		"of a model that is not given": [{"type": "dynamic"}],
	}
	control.deny == set() with input as _file(seclabels)
	control.unknown == {{
		"path": ["host"],
		"message": "a file says nothing of it",
		"reason": "not-in-input",
	}} with input as _file(seclabels)
}

test_labels_not_read if {
	live := _live([], _running({"unknown": "unread", "why": "the daemon is too old"}), ["selinux"])
	control.deny == set() with input as live
	control.unknown == {{
		"path": ["state", "seclabels"],
		"message": "the daemon is too old",
		"reason": "unread",
	}} with input as live
}

test_labels_of_models_not_known if {
	labels := [{"model": {"unknown": "unread", "why": "no model is given"}, "label": "libvirt-1", "enforcing": true}]
	live := _live([], _running(labels), ["apparmor", "dac"])
	control.deny == set() with input as live
	control.unknown == {{
		"path": ["state", "seclabels", 0, "model"],
		"message": "no model is given",
		"reason": "unread",
	}} with input as live
}

test_not_known_whether_it_runs if {
	live := _live([], {"active": {"unknown": "unread", "why": "timeout"}}, ["apparmor"])
	control.deny == set() with input as live
	control.unknown == {{"path": ["state", "active"], "message": "timeout", "reason": "unread"}} with input as live
}

test_not_read if {
	live := object.union(_live([], _stopped, ["apparmor"]), {"domain": {"unknown": "unread", "why": "broken"}})
	control.deny == set() with input as live
	control.unknown == {{"path": ["domain"], "message": "broken", "reason": "unread"}} with input as live
}

test_host_without_mac_is_another_control[note] if {
	some note, seclabels in {"absent": [], "none of the host's only model": [{"type": "none"}]}
	control.notapplicable with input as _live(seclabels, _running([]), ["dac"])
	control.deny == set() with input as _live(seclabels, _running([]), ["dac"])
}

test_test_driver if {
	live := object.union(_live([], _running([]), ["testSecurity"]), {"domain": {"type": "test"}})
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
