package bulkhead.libvirt.interface_vhost_user_test

import data.bulkhead.libvirt.interface_vhost_user as control

test_fail if {
	control.deny == {{
		"path": ["interface", "type"],
		"message": "opens all of the guest's memory to a switch in another process",
	}} with input.interface as {"type": "vhostuser", "source": {"type": "unix", "path": "/run/s", "mode": "server"}}
}

test_pass[note] if {
	some note, interface in {
		"a network's": {"type": "network"},
		"absent": {},
		"near miss: vhost in the kernel": {"type": "bridge", "driver": {"name": "vhost"}},
	}
	control.deny == set() with input.interface as interface
}

test_near_miss if {
	control.deny == set() with input.interface as {"type": "vdpa", "source": {"type": "unix", "path": "/run/s", "mode": "server"}}
}
