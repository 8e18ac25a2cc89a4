package bulkhead.libvirt.apparmor_rules_widened_test

import data.bulkhead.libvirt.apparmor_rules_widened as control

test_fail[rule] if {
	some rule, what in {
		"/** rw,": "lets them write the host's files or devices",
		"owner /home/** rwk,": "lets them write the host's files or devices",
		"/dev/sd* rw,": "lets them write the host's files or devices",
		"/var/lib/libvirt/images/** rw,": "lets them write the host's files or devices",
		"file,": "lets them have all files",
		"capability,": "gives them rights of root",
		"capability sys_admin,": "gives them rights of root",
		"profile LIBVIRT_TEMPLATE flags=(attach_disconnected, complain) {": "refuses nothing",
	}
	control.deny == {{
		"path": ["machine", "libvirt", "apparmor", 0],
		"message": concat("", ["adds a rule to all guests' profiles that ", what]),
	}} with input.machine.libvirt.apparmor as [rule]
}

test_pass[rule] if {
	some rule in {
		"/srv/images/** rw,",
		"/dev/dri/renderD128 rw,",
		"/etc/ceph/** r,",
		"deny /** w,",
		"capability dac_override,",
		"profile LIBVIRT_TEMPLATE flags=(attach_disconnected) {",
		"/usr/share/** r,",
	}
	control.deny == set() with input.machine.libvirt.apparmor as [rule]
}

test_absent if control.deny == set() with input.machine.libvirt as {"qemu.conf": {}}
