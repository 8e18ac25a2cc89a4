package bulkhead.libvirt.interface_script_test

import data.bulkhead.libvirt.interface_script as control

_interface(fields) := {"interface": object.union({"type": "ethernet"}, fields), "domain": {"type": "kvm"}}

test_fail[element] if {
	some element in ["script", "downscript"]
	control.deny == {{
		"path": ["interface", element, "path"],
		"message": "runs a script as root on the host",
	}} with input as _interface({element: {"path": "/etc/qemu-ifup"}})
}

test_pass[note] if {
	some note, case in {
		"absent": _interface({"target": {"dev": "tap0", "managed": "no"}}),
		"empty": _interface({"script": {"path": ""}}),
		"near miss: Xen's own script": {
			"interface": {"type": "bridge", "script": {"path": "vif-bridge"}},
			"domain": {"type": "xen"},
		},
	}
	control.deny == set() with input as case
}
