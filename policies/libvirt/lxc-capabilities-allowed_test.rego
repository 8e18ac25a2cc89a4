package bulkhead.libvirt.lxc_capabilities_allowed_test

import data.bulkhead.libvirt.lxc_capabilities_allowed as control

_container(capabilities) := {"type": "lxc", "features": {"capabilities": capabilities}}

test_all if {
	control.deny == {{
		"path": ["domain", "features", "capabilities", "policy"],
		"message": "keeps all capabilities",
		"expected": "deny",
	}} with input.domain as _container({"policy": "allow", "sys_module": {"state": "on"}})
}

test_one[policy] if {
	some policy in ["default", "deny"]
	control.deny == {{
		"path": ["domain", "features", "capabilities", "sys_module", "state"],
		"message": "has the capability sys_module, which containers of libvirt's lack",
		"expected": "off",
	}} with input.domain as _container({"policy": policy, "sys_module": {"state": "on"}, "chown": {"state": "on"}})
}

test_pass[note] if {
	some note, domain in {
		"absent": {"type": "lxc"},
		"default": _container({"policy": "default"}),
		"near miss: one that all have": _container({"policy": "deny", "chown": {"state": "on"}}),
		"taken away": _container({"policy": "default", "mknod": {"state": "off"}}),
	}
	control.deny == set() with input.domain as domain
	not control.notapplicable with input.domain as domain
}

test_not_applicable if control.notapplicable with input.domain as {"type": "kvm"}
