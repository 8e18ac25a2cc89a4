package bulkhead.libvirt.no_mandatory_access_control_test

import data.bulkhead.libvirt.no_mandatory_access_control as control

_denied := {{
	"path": ["host", "capabilities", "host", "secmodel"],
	"message": "confines its guests by neither SELinux nor AppArmor",
	"expected": "selinux or apparmor",
}}

_dac := {"model": "dac", "doi": "0", "baselabel": [{"type": "kvm", "#text": "+64055:+64055"}]}

_guests(types) := [{"arch": {"name": "x86_64", "domain": [{"type": type} | some type in types]}}]

_host(secmodels, types) := {"capabilities": {"host": {"secmodel": secmodels}, "guest": _guests(types)}}

test_fail[note] if {
	some note, host in {
		"users and groups alone": _host([_dac], ["qemu", "kvm"]),
		"none": _host([{"model": "none"}], ["qemu"]),
		"no guests can run yet": {"capabilities": {"host": {"secmodel": [_dac]}}},
		"absent": {"capabilities": {"host": {"uuid": "a"}}},
		"containers": _host([], ["lxc"]),
	}
	control.deny == _denied with input.host as host
	not control.notapplicable with input.host as host
}

test_pass[note] if {
	some note, secmodels in {
		"selinux": [{"model": "selinux"}, _dac],
		"apparmor": [{"model": "apparmor"}, _dac],
	}
	control.deny == set() with input.host as _host(secmodels, ["qemu", "kvm"])
}

test_not_applicable[type] if {
	some type in ["test", "xen", "bhyve"]
	control.notapplicable with input.host as _host([{"model": "testSecurity"}], [type])
	control.deny == set() with input.host as _host([{"model": "testSecurity"}], [type])
}
