package bulkhead.libvirt.sasl_weak_mechanism_test

import data.bulkhead.libvirt.sasl_weak_mechanism as control

test_fail[mechanism] if {
	some mechanism in ["anonymous", "cram-md5", "digest-md5", "login", "plain"]
	control.deny == {{
		"path": ["machine", "libvirt", "sasl", "mech_list", 1],
		"message": "takes logins by a mechanism that protects no password",
	}} with input.machine.libvirt.sasl as {"mech_list": ["gssapi", mechanism]}
}

test_pass[note] if {
	some note, libvirt in {
		"strong": {"sasl": {"mech_list": ["gssapi", "scram-sha-256"]}},
		"near miss: a longer name": {"sasl": {"mech_list": ["scram-sha-1-plus"]}},
		"absent list": {"sasl": {}},
		"absent": {"units": {}},
	}
	control.deny == set() with input.machine.libvirt as libvirt
}
