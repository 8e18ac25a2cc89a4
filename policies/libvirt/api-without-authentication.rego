# METADATA
# title: libvirt's API must ask who its users are
# description: >-
#   Whoever may use libvirt's API is root on the host. It stands open where TCP, on the loopback too, has auth_tcp =
#   none, where TLS does not check clients' certificates and auth_tls is none, and where the local socket is for everyone
#   and auth_unix_rw is none. With certificates alone, every holder of one from the same authority is let in, unless
#   tls_allowed_dn_list names them; that is of medium severity. Absent settings: TCP uses SASL, TLS certificates, and the
#   local socket polkit, as distributions build it.
# scope: package
# related_resources:
#   - ref: https://libvirt.org/auth.html
#     description: Authentication in libvirt's daemons
# custom:
#   severity: critical
#   subject: libvirt/daemon
#   wall: management
#   dimension: security
#   remediation: >-
#     Remove auth_tcp, auth_unix_rw and tls_no_verify_certificate from the daemons' files, and with TLS set auth_tls = "sasl"
#     or tls_allowed_dn_list.
#   frameworks:
#     bsi-sys-1.5: [A5, A12]
#     nist-800-125a: [general]
#     nist-800-53r5: [ac-14, ia-2]
package bulkhead.libvirt.api_without_authentication

import data.bulkhead.lib.libvirt.daemon
import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["machine", "libvirt", daemon.file(port.daemon), "auth_tcp"],
	"message": "lets anyone who reaches its TCP port use libvirt's API",
	"expected": "sasl",
} if {
	some port in daemon.ports
	port.transport == "tcp"
	_settings(port.daemon).auth_tcp == "none"
}

deny contains {
	"path": ["machine", "libvirt", daemon.file(name), "tls_no_verify_certificate"],
	"message": "lets anyone who reaches its TLS port use libvirt's API",
	"expected": "0",
} if {
	some name in _tls_without_login
	_settings(name).tls_no_verify_certificate == "1"
}

deny contains {
	"path": ["machine", "libvirt", daemon.file(name), "tls_allowed_dn_list"],
	"message": "lets every holder of a certificate from its authority use libvirt's API",
	"severity": "medium",
} if {
	some name in _tls_without_login
	some listener in daemon.listeners # whoever has a certificate is no mere local user
	listener.daemon == name
	listener.transport == "tls"
	not _settings(name).tls_no_verify_certificate == "1"
	not _names_clients(name)
}

deny contains {
	"path": ["machine", "libvirt", daemon.file(name), "auth_unix_rw"],
	"message": "lets every local user use libvirt's API",
	"expected": "polkit",
} if {
	some name in daemon.used
	_settings(name).auth_unix_rw == "none"
	_for_everyone(_mode(name))
}

unknown contains gap if some gap in daemon.unknown_units

unknown contains unknown_value.verdict(["machine", "libvirt", daemon.file(name)], _file(name)) if {
	some name in (daemon.used | {port.daemon | some port in daemon.ports})
}

# What the files say is what will be, and what is there may differ. Where no machine runs, the files say all.
unknown contains unknown_value.verdict(path, value) if {
	some name in daemon.used
	_settings(name).auth_unix_rw == "none"
	some path, value in {
		["machine", "libvirt", "sockets"]: input.machine.libvirt.sockets,
		["machine", "libvirt", "sockets", _socket(name)]: object.get(input.machine.libvirt.sockets, _socket(name), null),
	}
	value.unknown == "unread"
}

_file(name) := input.machine.libvirt[daemon.file(name)]

# A daemon without a file has the defaults. Of a file that is not known, nothing is.
_settings(name) := object.get(input.machine.libvirt, daemon.file(name), {})

_tls_without_login contains port.daemon if {
	some port in daemon.ports
	port.transport == "tls"
	settings := _settings(port.daemon)
	not unknown_value.is_unknown(settings)
	object.get(settings, "auth_tls", "none") == "none"
}

_names_clients(name) if {
	names := _settings(name).tls_allowed_dn_list
	not "*" in names
}

# Who may connect to a local socket may write to it. The socket itself tells best, then what creates it.
_for_everyone(mode) if regex.match(`[2367]$`, mode)

_mode(name) := mode if {
	mode := input.machine.libvirt.sockets[_socket(name)]
	is_string(mode)
} else := _unit(name).mode if {
	_unit(name).enabled == true
} else := object.get(_settings(name), "unix_sock_rw_perms", "0777") if {
	not input.machine.libvirt.units.unknown
	not _unknown_unit(name)
}

_unknown_unit(name) if _unit(name).unknown

_unit(name) := input.machine.libvirt.units[sprintf("%s.socket", [name])]

_socket(name) := "/run/libvirt/libvirt-sock" if {
	name in {"libvirtd", "virtproxyd"}
} else := sprintf("/run/libvirt/%s-sock", [name])
