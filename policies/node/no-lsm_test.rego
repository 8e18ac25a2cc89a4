package bulkhead.node.no_lsm_test

import data.bulkhead.node.no_lsm as control

_given(modules, words) := {"machine": {"kernel": {"lsm": modules, "cmdline": words}}}

_unread := {"unknown": "unread", "why": "permission denied"}

test_fail[note] if {
	some note, modules in {
		"none": [],
		"near miss: others": ["lockdown", "capability", "yama", "bpf", "landlock", "tomoyo"],
	}
	control.deny == {{
		"path": ["machine", "kernel", "lsm"],
		"message": "neither SELinux nor AppArmor is active",
	}} with input as _given(modules, _unread)
	control.unknown == set() with input as _given(modules, _unread)
}

test_fail_permissive if {
	control.deny == {{
		"path": ["machine", "kernel", "cmdline", 1],
		"message": "makes SELinux permissive, which refuses nothing",
	}} with input as _given(["capability", "selinux"], ["quiet", "enforcing=0"])
}

_enforcing(text, words) := {"machine": {"kernel": {"lsm": ["selinux"], "cmdline": words, "selinux": {"enforce": text}}}}

test_fail_permissive_now if {
	control.deny == {{
		"path": ["machine", "kernel", "selinux", "enforce"],
		"message": "SELinux is permissive, which refuses nothing",
		"expected": "1",
	}} with input as _enforcing("0", ["quiet"])
}

test_not_known_whether_permissive if {
	control.deny == set() with input as _enforcing(_unread, ["enforcing=0"])
	control.unknown == {{
		"path": ["machine", "kernel", "selinux", "enforce"],
		"message": "permission denied",
		"reason": "unread",
	}} with input as _enforcing(_unread, ["quiet"])
}

test_pass[note] if {
	some note, given in {
		"apparmor": _given(["lockdown", "capability", "apparmor"], ["quiet"]),
		"apparmor, whatever the command line": _given(["apparmor"], _unread),
		"near miss: enforcing since": _enforcing("1", ["enforcing=0"]),
		"enforcing, whatever the command line": _enforcing("1", _unread),
		"selinux": _given(["capability", "selinux"], ["quiet", "selinux=1", "enforcing=1"]),
		"near miss: permissive SELinux beside AppArmor": _given(["apparmor", "selinux"], ["enforcing=0"]),
		"near miss: enforcing again": _given(["selinux"], ["enforcing=0", "enforcing=1"]),
	}
	control.deny == set() with input as given
	control.unknown == set() with input as given
}

test_unknown if {
	control.unknown == {{
		"path": ["machine", "kernel", "lsm"],
		"message": "permission denied",
		"reason": "unread",
	}} with input as _given(_unread, [])
	control.unknown == {{
		"path": ["machine", "kernel", "cmdline"],
		"message": "permission denied",
		"reason": "unread",
	}} with input as _given(["selinux"], _unread)
}

test_absent if {
	control.deny == set() with input as {"machine": {"unknown": "unread", "why": "denied"}}
	control.unknown == {{
		"path": ["machine", "kernel", "lsm"],
		"message": "the active security modules are not known",
		"reason": "not-in-input",
	}} with input as {"machine": {"unknown": "unread", "why": "denied"}}
}
