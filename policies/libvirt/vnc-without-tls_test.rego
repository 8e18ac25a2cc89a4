package bulkhead.libvirt.vnc_without_tls_test

import data.bulkhead.libvirt.vnc_without_tls as control

_elsewhere := {"unknown": "not-in-input", "why": "no node target in this run"}

_file(fields) := {
	"graphics": object.union({"type": "vnc"}, fields),
	"domain": {"type": "kvm"},
	"machine": _elsewhere,
}

_with_conf(fields, settings) := object.union(
	object.remove(_file(fields), ["machine"]),
	{"machine": {"libvirt": {"qemu.conf": settings}}},
)

test_fail[note] if {
	some note, case in {
		"absent": {"graphics": {"@listen": "0.0.0.0"}, "path": ["graphics", "@listen"]},
		"off": {"graphics": {"@listen": "10.0.0.1"}, "path": ["graphics", "@listen"], "conf": {"vnc_tls": "0"}},
		"a network's address": {
			"graphics": {"listen": [{"type": "network", "network": "a"}]},
			"path": ["graphics", "listen", 0, "network"],
		},
	}
	control.deny == {{
		"path": case.path,
		"message": "lets VNC go over the network without TLS",
	}} with input as _with_conf(case.graphics, object.get(case, "conf", {}))
}

test_host_default if {
	control.deny == {{
		"path": ["machine", "libvirt", "qemu.conf", "vnc_listen"],
		"message": "lets VNC go over the network without TLS, on the address that qemu.conf gives all guests",
	}} with input as _with_conf({}, {"vnc_listen": "0.0.0.0"})
}

test_pass[note] if {
	some note, case in {
		"TLS": _with_conf({"@listen": "0.0.0.0"}, {"vnc_tls": "1"}),
		"TLS by default": _with_conf({}, {"vnc_tls": "1", "vnc_listen": "0.0.0.0"}),
		"absent address": _with_conf({}, {}),
		"sockets by default": _with_conf({}, {"vnc_listen": "0.0.0.0", "vnc_auto_unix_socket": "1"}),
		"loopback": _file({"@listen": "127.0.0.1"}),
		"socket": _file({"listen": [{"type": "socket"}]}),
	}
	control.deny == set() with input as case
	control.unknown == set() with input as case
	not control.notapplicable with input as case
}

test_unknown[message] if {
	some message, fields in {
		"goes over the network, and vnc_tls in qemu.conf decides on TLS": {"@listen": "0.0.0.0"},
		"gives no address, so vnc_listen in qemu.conf decides": {},
	}
	control.deny == set() with input as _file(fields)
	control.unknown == {{
		"path": ["machine"],
		"message": concat(": ", [message, "no node target in this run"]),
		"reason": "not-in-input",
	}} with input as _file(fields)
}

test_near_miss if {
	case := _with_conf({"type": "spice", "@listen": "0.0.0.0"}, {})
	control.notapplicable with input as case
	control.deny == set() with input as case
}
