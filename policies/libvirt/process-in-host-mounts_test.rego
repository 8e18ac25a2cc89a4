package bulkhead.libvirt.process_in_host_mounts_test

import data.bulkhead.libvirt.process_in_host_mounts as control

test_fail if {
	control.deny == {{
		"path": ["process", "mounts"],
		"message": "runs in the host's mount namespace",
		"expected": "own",
	}} with input.process.mounts as "host"
}

test_pass[note] if {
	some note, process in {
		"its own": {"mounts": "own"},
		"near miss: the host's group": {"mounts": "own", "groups": ["host"]},
		"absent": {},
	}
	control.deny == set() with input.process as process
}
