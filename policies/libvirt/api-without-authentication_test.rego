package bulkhead.libvirt.api_without_authentication_test

import data.bulkhead.libvirt.api_without_authentication as control

_unread := {"unknown": "unread", "why": "permission denied"}

_libvirt(started, files) := {"libvirt": object.union(
	{"units": started, "daemons": {"monolithic": true}, "sockets": {}},
	files,
)}

_network(transport) := {sprintf("libvirtd-%s.socket", [transport]): {"enabled": true, "listen": ["16509"], "mode": "0666"}}

_local(mode) := {"libvirtd.socket": {"enabled": true, "listen": ["/run/libvirt/libvirt-sock"], "mode": mode}}

_conf(settings) := {"libvirtd.conf": settings}

_tcp := {{
	"path": ["machine", "libvirt", "libvirtd.conf", "auth_tcp"],
	"message": "lets anyone who reaches its TCP port use libvirt's API",
	"expected": "sasl",
}}

_tls := {{
	"path": ["machine", "libvirt", "libvirtd.conf", "tls_no_verify_certificate"],
	"message": "lets anyone who reaches its TLS port use libvirt's API",
	"expected": "0",
}}

_certificates := {{
	"path": ["machine", "libvirt", "libvirtd.conf", "tls_allowed_dn_list"],
	"message": "lets every holder of a certificate from its authority use libvirt's API",
	"severity": "medium",
}}

_unix(name) := {{
	"path": ["machine", "libvirt", name, "auth_unix_rw"],
	"message": "lets every local user use libvirt's API",
	"expected": "polkit",
}}

test_tcp[note] if {
	some note, started in {
		"by socket": _network("tcp"),
		"by --listen": {"libvirtd.service": {"enabled": true, "args": ["--listen"]}},
		"to every local user": {"libvirtd-tcp.socket": {"enabled": true, "listen": ["127.0.0.1:16509"], "mode": "0666"}},
	}
	settings := {"auth_tcp": "none", "listen_tcp": "1", "listen_tls": "0"}
	control.deny == _tcp with input.machine as _libvirt(started, _conf(settings))
}

test_tls_unchecked[note] if {
	some note, settings in {
		"auth_tls absent": {"tls_no_verify_certificate": "1"},
		"auth_tls none": {"tls_no_verify_certificate": "1", "auth_tls": "none"},
		"names that nobody checks": {"tls_no_verify_certificate": "1", "tls_allowed_dn_list": ["CN=a"]},
	}
	control.deny == _tls with input.machine as _libvirt(_network("tls"), _conf(settings))
}

test_tls_any_certificate[note] if {
	some note, files in {
		"absent": _conf({}),
		"absent file": {},
		"every name": _conf({"tls_allowed_dn_list": ["CN=a", "*"]}),
		"users alone": _conf({"sasl_allowed_username_list": ["a"]}),
	}
	control.deny == _certificates with input.machine as _libvirt(_network("tls"), files)
}

test_tls_by_default_with_listen if {
	started := {"libvirtd.service": {"enabled": true, "args": ["--listen"]}}
	control.deny == _certificates with input.machine as _libvirt(started, {})
}

test_unix[note] if {
	some note, case in {
		"by socket": _libvirt(_local("0666"), _conf({"auth_unix_rw": "none"})),
		"its file says less, which systemd ignores": _libvirt(
			_local("0666"),
			_conf({"auth_unix_rw": "none", "unix_sock_rw_perms": "0770"}),
		),
		"mode absent": _libvirt({}, _conf({"auth_unix_rw": "none"})),
		"mode of its file": _libvirt({}, _conf({"auth_unix_rw": "none", "unix_sock_rw_perms": "0777"})),
		"the socket that is there": _libvirt(
			_local("0660"),
			object.union(_conf({"auth_unix_rw": "none"}), {"sockets": {"/run/libvirt/libvirt-sock": "0777"}}),
		),
	}
	control.deny == _unix("libvirtd.conf") with input.machine as case
}

test_unix_of_a_modular_daemon if {
	started := {"virtqemud.socket": {"enabled": true, "mode": "0666"}}
	files := object.union(_conf({"auth_unix_rw": "none"}), {"virtqemud.conf": {"auth_unix_rw": "none"}})
	control.deny == _unix("virtqemud.conf") with input.machine as _libvirt(started, files)
}

test_pass[note] if {
	some note, machine in {
		"absent": _libvirt(_local("0666"), {}),
		"polkit": _libvirt(_local("0666"), _conf({"auth_unix_rw": "polkit"})),
		"near miss: a group's socket": _libvirt(_local("0660"), _conf({"auth_unix_rw": "none"})),
		"near miss: a group's socket by its file": _libvirt({}, _conf({"auth_unix_rw": "none", "unix_sock_rw_perms": "0770"})),
		"near miss: a daemon that can't start": _libvirt(
			{"libvirtd.service": {"enabled": false, "masked": true}},
			_conf({"auth_unix_rw": "none"}),
		),
		"near miss: certificates on the loopback": _libvirt(
			{"libvirtd-tls.socket": {"enabled": true, "listen": ["[::1]:16514"], "mode": "0666"}},
			_conf({}),
		),
		"near miss: read-only connections": _libvirt(_local("0666"), _conf({"auth_unix_ro": "none"})),
		"TCP with SASL by default": _libvirt(_network("tcp"), {}),
		"near miss: auth_tcp without TCP": _libvirt(_local("0666"), _conf({"auth_tcp": "none"})),
		"near miss: TLS unchecked, but not open": _libvirt(_local("0666"), _conf({"tls_no_verify_certificate": "1"})),
		"TLS with SASL": _libvirt(_network("tls"), _conf({"auth_tls": "sasl", "tls_no_verify_certificate": "1"})),
		"TLS with names": _libvirt(_network("tls"), _conf({"tls_allowed_dn_list": ["CN=a"]})),
		"TLS for nobody": _libvirt(_network("tls"), _conf({"tls_allowed_dn_list": []})),
		"a file that its daemon does not read": _libvirt(
			{"virtqemud.socket": {"enabled": true, "mode": "0666"}},
			_conf({"auth_unix_rw": "none"}),
		),
	}
	control.deny == set() with input.machine as machine
	control.unknown == set() with input.machine as machine
}

test_unread_file if {
	machine := _libvirt(object.union(_network("tls"), _local("0666")), _conf(_unread))
	control.deny == set() with input.machine as machine
	control.unknown == {{
		"path": ["machine", "libvirt", "libvirtd.conf"],
		"message": "permission denied",
		"reason": "unread",
	}} with input.machine as machine
}

test_unread_socket[note] if {
	some note, case in {
		"all": {"sockets": _unread, "path": []},
		"one": {"sockets": {"/run/libvirt/libvirt-sock": _unread}, "path": ["/run/libvirt/libvirt-sock"]},
	}
	machine := _libvirt(_local("0660"), object.union(_conf({"auth_unix_rw": "none"}), {"sockets": null}))
	found := {"libvirt": object.union(machine.libvirt, {"sockets": case.sockets})}
	control.deny == set() with input.machine as found
	control.unknown == {{
		"path": array.concat(["machine", "libvirt", "sockets"], case.path),
		"message": "permission denied",
		"reason": "unread",
	}} with input.machine as found
}

test_socket_of_no_running_machine if {
	elsewhere := {"unknown": "not-in-input", "why": "no running machine"}
	machine := {"libvirt": object.union(_libvirt(_local("0660"), _conf({"auth_unix_rw": "none"})).libvirt, {"sockets": elsewhere})}
	control.deny == set() with input.machine as machine
	control.unknown == set() with input.machine as machine
}

test_unread_unit_of_a_socket if {
	machine := _libvirt({"libvirtd.socket": _unread, "libvirtd-ro.socket": _unread}, _conf({"auth_unix_rw": "none"}))
	control.deny == set() with input.machine as machine
	control.unknown == {{
		"path": ["machine", "libvirt", "units", "libvirtd.socket"],
		"message": "permission denied",
		"reason": "unread",
	}} with input.machine as machine
}

test_unread_units if {
	machine := _libvirt(_unread, {})
	control.deny == set() with input.machine as machine
	control.unknown == {{
		"path": ["machine", "libvirt", "units"],
		"message": "permission denied",
		"reason": "unread",
	}} with input.machine as machine
}
