package bulkhead.kubernetes.unsafe_sysctl_test

import data.bulkhead.kubernetes.unsafe_sysctl as control

_path(i) := ["pod", "spec", "securityContext", "sysctls", i, "name"]

_input(names, minor) := {
	"pod": {"spec": {"securityContext": {"sysctls": [{"name": name, "value": "1"} | some name in names]}}},
	"facts": {"minor": minor},
}

_unsafe(i) := {"path": _path(i), "message": "sets a sysctl that is not in the safe list"}

test_fail[name] if {
	some name in ["kernel.msgmax", "net.core.somaxconn", "net.ipv4.tcp_syncookies2", "net/ipv4/tcp_syncookies", "", null]
	control.deny == {_unsafe(0)} with input as _input([name], 37)
	control.deny == {_unsafe(0)} with input as _input([name], 0)
}

test_fail_each if {
	names := ["kernel.msgmax", "net.ipv4.tcp_syncookies", "vm.swappiness"]
	control.deny == {_unsafe(0), _unsafe(2)} with input as _input(names, 37)
}

test_fail_without_name if {
	control.deny == {_unsafe(0)} with input.pod.spec.securityContext.sysctls as [{"value": "1"}]
}

test_depends_on_the_version[name] if {
	some name, minor in {
		"net.ipv4.ip_local_reserved_ports": 27,
		"net.ipv4.tcp_keepalive_time": 29,
		"net.ipv4.tcp_rmem": 32,
		"net.ipv4.tcp_notsent_lowat": 37,
	}
	control.deny == set() with input as _input([name], minor)
	control.deny == {{
		"path": _path(0),
		"message": sprintf("sets a sysctl that is in the safe list since v1.%d only", [minor]),
	}} with input as _input([name], minor - 1)
}

test_unknown_version if {
	pod := {"spec": {"securityContext": {"sysctls": [
		{"name": "net.ipv4.tcp_rmem"},
		{"name": "net.ipv4.tcp_syncookies"},
		{"name": "vm.swappiness"},
	]}}}
	control.deny == {_unsafe(2)} with input as {"pod": pod}
	control.unknown == {{
		"path": _path(0),
		"message": "the version of Kubernetes is not known",
		"reason": "not-in-input",
	}} with input as {"pod": pod}
	control.unknown == {{
		"path": _path(0),
		"message": "timed out",
		"reason": "unread",
	}} with input as {"pod": pod, "facts": {"minor": {"unknown": "unread", "why": "timed out"}}}
	control.unknown == set() with input as {"pod": pod, "facts": {"minor": 32}}
}

test_pass if {
	names := ["kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start"]
	control.deny == set() with input as _input(names, 0)
}

test_pass_absent[note] if {
	some note, spec in {
		"no context": {},
		"null context": {"securityContext": null},
		"none": {"securityContext": {}},
		"null": {"securityContext": {"sysctls": null}},
		"empty": {"securityContext": {"sysctls": []}},
	}
	control.deny == set() with input as {"pod": {"spec": spec}}
	control.unknown == set() with input as {"pod": {"spec": spec}}
}

test_windows if {
	windows := {"pod": {"spec": {"os": {"name": "windows"}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"pod": {"spec": {"os": {"name": "linux"}}}}
}
