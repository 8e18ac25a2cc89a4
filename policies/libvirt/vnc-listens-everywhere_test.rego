package bulkhead.libvirt.vnc_listens_everywhere_test

import data.bulkhead.libvirt.vnc_listens_everywhere as control

_elsewhere := {"unknown": "not-in-input", "why": "no node target in this run"}

_file(fields) := {
	"graphics": object.union({"type": "vnc", "port": "-1", "autoport": "yes"}, fields),
	"domain": {"type": "kvm"},
	"machine": _elsewhere,
}

_with_conf(fields, settings) := object.union(
	object.remove(_file(fields), ["machine"]),
	{"machine": {"libvirt": {"qemu.conf": settings}}},
)

_denied(path) := {{
	"path": path,
	"message": "offers its screen over VNC on every interface",
	"expected": "127.0.0.1",
}}

test_attribute[address] if {
	some address in ["0.0.0.0", "::", "::0", "0", "[::]"]
	control.deny == _denied(["graphics", "@listen"]) with input as _file({"@listen": address})
}

test_element[note] if {
	some note, listen in {
		"address": {"type": "address", "address": "0.0.0.0"},
		"network": {"type": "network", "network": "a", "address": "::"},
	}
	control.deny == _denied(["graphics", "listen", 0, "address"]) with input as _file({"listen": [listen]})
	control.deny == _denied(["graphics", "listen", 0, "address"]) with input as _file({
		"@listen": listen.address,
		"listen": [listen],
	})
}

test_attribute_fills_the_empty_element if {
	fields := {"@listen": "::", "listen": [{"type": "address"}]}
	control.deny == _denied(["graphics", "@listen"]) with input as _file(fields)
}

test_host_default if {
	control.deny == {{
		"path": ["machine", "libvirt", "qemu.conf", "vnc_listen"],
		"message": "offers its screen over VNC on every interface, as qemu.conf says for all guests",
		"expected": "127.0.0.1",
	}} with input as _with_conf({}, {"vnc_listen": "0.0.0.0"})
}

test_pass[note] if {
	some note, case in {
		"loopback": _file({"@listen": "127.0.0.1", "listen": [{"type": "address", "address": "127.0.0.1"}]}),
		"near miss: one interface": _file({"listen": [{"type": "address", "address": "10.0.0.0"}]}),
		"network without address yet": _file({"listen": [{"type": "network", "network": "a"}]}),
		"none": _file({"@listen": "0.0.0.0", "listen": [{"type": "none"}]}),
		"socket element": _file({"@listen": "0.0.0.0", "listen": [{"type": "socket", "socket": "/a"}]}),
		"socket attribute": _file({"socket": "/a", "listen": [{"type": "address", "address": "0.0.0.0"}]}),
		"absent": _with_conf({}, {}),
		"absent file": object.union(
			object.remove(_file({}), ["machine"]),
			{"machine": {"libvirt": {"libvirtd.conf": {}}}},
		),
		"sockets by default": _with_conf({}, {"vnc_listen": "0.0.0.0", "vnc_auto_unix_socket": "1"}),
		"own address where the default is all": _with_conf({"@listen": "::1"}, {"vnc_listen": "0.0.0.0"}),
	}
	control.deny == set() with input as case
	control.unknown == set() with input as case
	not control.notapplicable with input as case
}

test_unknown[note] if {
	some note, fields in {
		"absent": {},
		"empty": {"@listen": ""},
		"empty element": {"listen": [{"type": "address"}]},
	}
	control.deny == set() with input as _file(fields)
	control.unknown == {{
		"path": ["machine"],
		"message": "gives no address, so vnc_listen in qemu.conf decides: no node target in this run",
		"reason": "not-in-input",
	}} with input as _file(fields)
}

test_unread if {
	unread := {"unknown": "unread", "why": "permission denied"}
	control.unknown == {{
		"path": ["machine", "libvirt", "qemu.conf"],
		"message": "gives no address, so vnc_listen in qemu.conf decides: permission denied",
		"reason": "unread",
	}} with input as _with_conf({}, unread)
}

test_test_driver if {
	case := object.union(_file({}), {"domain": {"type": "test"}})
	control.deny == set() with input as case
	control.unknown == set() with input as case
}

test_not_applicable[type] if {
	some type in ["spice", "sdl", "rdp"]
	case := _file({"type": type, "@listen": "0.0.0.0"})
	control.notapplicable with input as case
	control.deny == set() with input as case
}
