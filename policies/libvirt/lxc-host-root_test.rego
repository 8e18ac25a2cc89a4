package bulkhead.libvirt.lxc_host_root_test

import data.bulkhead.libvirt.lxc_host_root as control

test_fail[note] if {
	some note, devices in {
		"absent": {},
		"near miss: below the root": {"filesystem": [{"source": {"dir": "/srv"}, "target": {"dir": "/srv"}}]},
	}
	control.deny == {{
		"path": ["domain", "devices", "filesystem"],
		"message": "has the host's root file system",
	}} with input.domain as {"type": "lxc", "devices": devices}
}

test_host_root_by_name if {
	devices := {"filesystem": [{"source": {"dir": "/srv/.."}, "target": {"dir": "/"}}]}
	control.deny == {{
		"path": ["domain", "devices", "filesystem", 0, "source", "dir"],
		"message": "has the host's root file system",
	}} with input.domain as {"type": "lxc", "devices": devices}
}

test_pass if {
	devices := {"filesystem": [{"source": {"dir": "/var/lib/containers/a"}, "target": {"dir": "/"}}]}
	control.deny == set() with input.domain as {"type": "lxc", "devices": devices}
}

test_not_applicable if {
	control.notapplicable with input.domain as {"type": "kvm", "devices": {}}
	control.deny == set() with input.domain as {"type": "kvm", "devices": {}}
}
