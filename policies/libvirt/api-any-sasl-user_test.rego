package bulkhead.libvirt.api_any_sasl_user_test

import data.bulkhead.libvirt.api_any_sasl_user as control

_open(settings) := {"libvirt": {
	"daemons": {"monolithic": false, "modular": true},
	"units": {
		"virtproxyd-tls.socket": {"enabled": true, "listen": ["16514"]},
		"virtqemud.socket": {"enabled": true, "listen": ["/run/libvirt/virtqemud-sock"]},
	},
	"virtproxyd.conf": settings,
}}

_closed := {"libvirt": {
	"daemons": {"monolithic": false, "modular": true},
	"units": {"virtqemud.socket": {"enabled": true, "listen": ["/run/libvirt/virtqemud-sock"]}},
}}

test_fail[note] if {
	some note, settings in {
		"absent list": {"auth_tls": "sasl"},
		"anybody": {"auth_tls": "sasl", "sasl_allowed_username_list": ["*"]},
	}
	control.deny == {{
		"path": ["machine", "libvirt", "virtproxyd.conf", "sasl_allowed_username_list"],
		"message": "lets in whoever SASL knows",
	}} with input.machine as _open(settings)
}

test_pass[note] if {
	some note, machine in {
		"named": _open({"auth_tls": "sasl", "sasl_allowed_username_list": ["ada@EXAMPLE"]}),
		"near miss: no SASL": _open({"auth_tls": "none"}),
		"absent": _open({}),
		"closed": _closed,
	}
	control.deny == set() with input.machine as machine
}
