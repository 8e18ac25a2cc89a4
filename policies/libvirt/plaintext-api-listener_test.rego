package bulkhead.libvirt.plaintext_api_listener_test

import data.bulkhead.libvirt.plaintext_api_listener as control

_denied(path) := {{
	"path": array.concat(["machine", "libvirt"], path),
	"message": "offers libvirt's API over TCP without TLS",
}}

_libvirt(started, files) := {"libvirt": object.union({"units": started, "daemons": {"monolithic": true}}, files)}

_socket(enabled, listen) := {"enabled": enabled, "listen": listen, "mode": "0666"}

_service(args) := {"libvirtd.service": {"enabled": true, "args": args}}

_on := {"libvirtd.conf": {"listen_tcp": "1"}}

test_systemd_socket[note] if {
	some note, listen in {
		"every interface": ["16509"],
		"one interface": ["10.0.0.1:16509"],
		"beside the loopback": ["127.0.0.1:16509", "[2001:db8::1]:16509"],
		"beside a local socket": ["/run/a", "[::]:16509"],
		"not said": [],
	}
	some unit in ["libvirtd-tcp.socket", "virtproxyd-tcp.socket"]
	control.deny == _denied(["units", unit, "enabled"]) with input.machine as _libvirt({unit: _socket(true, listen)}, {})
}

test_listen_option if {
	control.deny == _denied(["libvirtd.conf", "listen_tcp"]) with input.machine as _libvirt(_service(["--listen"]), _on)
}

test_proxy_without_systemd_socket if {
	started := {"virtproxyd.service": {"enabled": true, "args": []}}
	files := {"virtproxyd.conf": {"listen_tcp": "1", "listen_addr": "0.0.0.0"}}
	control.deny == _denied(["virtproxyd.conf", "listen_tcp"]) with input.machine as _libvirt(started, files)
}

test_certain_in_spite_of_unread_files if {
	started := {"libvirtd-tcp.socket": _socket(true, ["16509"])}
	files := {"libvirtd.conf": {"unknown": "unread", "why": "permission denied"}}
	control.deny == _denied(["units", "libvirtd-tcp.socket", "enabled"]) with input.machine as _libvirt(started, files)
}

test_pass[note] if {
	some note, machine in {
		"absent": _libvirt({}, {}),
		"unit disabled": _libvirt({"libvirtd-tcp.socket": _socket(false, ["16509"])}, {}),
		"near miss: loopback": _libvirt({"libvirtd-tcp.socket": _socket(true, ["127.0.0.1:16509", "[::1]:16509"])}, {}),
		"near miss: TLS": _libvirt({"libvirtd-tls.socket": _socket(true, ["16514"])}, {}),
		"near miss: listen_tcp without --listen": _libvirt(_service(["--timeout", "120"]), _on),
		"near miss: --listen without listen_tcp": _libvirt(_service(["--listen"]), {"libvirtd.conf": {"listen_tcp": "0"}}),
		"--listen without a file": _libvirt(_service(["--listen"]), {}),
		"systemd's sockets refuse --listen": _libvirt(
			object.union(_service(["--listen"]), {"libvirtd.socket": _socket(true, ["/run/libvirt/libvirt-sock"])}),
			_on,
		),
		"on the loopback": _libvirt(
			_service(["--listen"]),
			{"libvirtd.conf": {"listen_tcp": "1", "listen_addr": "127.0.0.1"}},
		),
		"proxy by systemd's sockets": _libvirt(
			{"virtproxyd.service": {"enabled": true, "args": []}, "virtproxyd.socket": _socket(true, ["/run/a"])},
			{"virtproxyd.conf": {"listen_tcp": "1"}},
		),
	}
	control.deny == set() with input.machine as machine
	control.unknown == set() with input.machine as machine
}

test_unknown_units[note] if {
	unread := {"unknown": "unread", "why": "permission denied"}
	some note, case in {
		"all": {"units": unread, "path": []},
		"one": {"units": {"libvirtd-tcp.socket": unread}, "path": ["libvirtd-tcp.socket"]},
		"arguments": {
			"units": {"libvirtd.service": {"enabled": true, "args": unread}},
			"path": ["libvirtd.service", "args"],
		},
	}
	control.deny == set() with input.machine as _libvirt(case.units, {})
	control.unknown == {{
		"path": array.concat(["machine", "libvirt", "units"], case.path),
		"message": "permission denied",
		"reason": "unread",
	}} with input.machine as _libvirt(case.units, {})
}

test_unknown_file if {
	files := {"libvirtd.conf": {"unknown": "unread", "why": "permission denied"}}
	control.deny == set() with input.machine as _libvirt(_service(["--listen"]), files)
	control.unknown == {{
		"path": ["machine", "libvirt", "libvirtd.conf"],
		"message": "permission denied",
		"reason": "unread",
	}} with input.machine as _libvirt(_service(["--listen"]), files)
	control.unknown == set() with input.machine as _libvirt(_service([]), files)
}
