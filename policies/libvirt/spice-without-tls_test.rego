package bulkhead.libvirt.spice_without_tls_test

import data.bulkhead.libvirt.spice_without_tls as control

_elsewhere := {"unknown": "not-in-input", "why": "no node target in this run"}

_file(fields) := {
	"graphics": object.union({"type": "spice", "autoport": "yes"}, fields),
	"domain": {"type": "kvm"},
	"machine": _elsewhere,
}

_with_conf(fields, settings) := object.union(
	object.remove(_file(fields), ["machine"]),
	{"machine": {"libvirt": {"qemu.conf": settings}}},
)

_denied(path) := {{"path": path, "message": "lets SPICE go over the network without TLS"}}

_everywhere(fields) := object.union({"@listen": "0.0.0.0"}, fields)

_channels(mode) := [{"name": name, "mode": mode} |
	some name in ["main", "display", "inputs", "cursor", "playback", "record", "smartcard", "usbredir"]
]

test_default_mode[note] if {
	some note, fields in {
		"absent": {},
		"any": {"defaultMode": "any"},
		"insecure": {"defaultMode": "insecure"},
		"one channel insecure": {"defaultMode": "secure", "channel": [{"name": "inputs", "mode": "insecure"}]},
		"near miss: the main channel alone": {"channel": [{"name": "main", "mode": "secure"}]},
		"channels of any mode": {"channel": _channels("any")},
	}
	control.deny == _denied(["graphics", "@listen"]) with input as _file(_everywhere(fields))
}

test_port if {
	case := object.union(_file(_everywhere({"autoport": "no", "tlsPort": "5901"})), {"facts": {"port": true}})
	control.deny == _denied(["graphics", "@listen"]) with input as case
	control.deny == set() with input as object.union(case, {"facts": {"port": false}})
}

test_addresses[note] if {
	some note, case in {
		"one interface": {"listen": {"type": "address", "address": "10.0.0.1"}, "key": "address"},
		"network": {"listen": {"type": "network", "network": "a"}, "key": "network"},
		"network with its address": {"listen": {"type": "network", "network": "a", "address": "10.0.0.1"}, "key": "address"},
	}
	control.deny == _denied(["graphics", "listen", 0, case.key]) with input as _file({"listen": [case.listen]})
}

test_host_default if {
	control.deny == {{
		"path": ["machine", "libvirt", "qemu.conf", "spice_listen"],
		"message": "lets SPICE go over the network without TLS, on the address that qemu.conf gives all guests",
	}} with input as _with_conf({}, {"spice_listen": "10.0.0.1"})
}

test_pass[note] if {
	some note, case in {
		"secure": _file(_everywhere({"defaultMode": "secure"})),
		"secure, and the client may choose nothing": _file(_everywhere({
			"defaultMode": "secure",
			"channel": _channels("any"),
		})),
		"every channel secure": _file(_everywhere({"channel": _channels("secure")})),
		"tlsPort alone": _file(_everywhere({"autoport": "no", "tlsPort": "5901"})),
		"no port": _file(_everywhere({"autoport": "no"})),
		"loopback": _file({"@listen": "127.0.0.1", "listen": [{"type": "address", "address": "127.0.0.1"}]}),
		"socket": _file({"listen": [{"type": "socket"}]}),
		"none": _file({"listen": [{"type": "none"}]}),
		"secure without address": _file({"defaultMode": "secure"}),
		"absent": _with_conf({}, {}),
		"default on the loopback": _with_conf({}, {"spice_listen": "::1"}),
		"sockets by default": _with_conf({}, {"spice_listen": "0.0.0.0", "spice_auto_unix_socket": "1"}),
	}
	control.deny == set() with input as case
	control.unknown == set() with input as case
	not control.notapplicable with input as case
}

test_unknown if {
	control.deny == set() with input as _file({})
	control.unknown == {{
		"path": ["machine"],
		"message": "gives no address, so spice_listen in qemu.conf decides: no node target in this run",
		"reason": "not-in-input",
	}} with input as _file({})
}

test_not_applicable if {
	case := _file(_everywhere({"type": "vnc"}))
	control.notapplicable with input as case
	control.deny == set() with input as case
	control.unknown == set() with input as case
}
