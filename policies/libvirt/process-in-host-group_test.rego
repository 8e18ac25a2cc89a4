package bulkhead.libvirt.process_in_host_group_test

import data.bulkhead.libvirt.process_in_host_group as control

test_fail if {
	control.deny == {{
		"path": ["process", "groups", 1],
		"message": "runs in the group disk, which has rights on the host",
	}} with input.process as {"user": "libvirt-qemu", "groups": ["kvm", "disk"]}
}

test_pass[note] if {
	some note, process in {
		"its own": {"user": "libvirt-qemu", "groups": ["kvm", "libvirt-qemu"]},
		"near miss: root, of which another control tells": {"user": "root", "groups": ["root", "disk"]},
		"absent": {"user": "qemu"},
	}
	control.deny == set() with input.process as process
}
