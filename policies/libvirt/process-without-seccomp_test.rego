package bulkhead.libvirt.process_without_seccomp_test

import data.bulkhead.libvirt.process_without_seccomp as control

test_fail if {
	control.deny == {{
		"path": ["process", "seccomp"],
		"message": "runs without QEMU's seccomp sandbox",
		"expected": "2",
	}} with input.process as {"guest": "web", "seccomp": "0"}
}

test_pass[note] if {
	some note, process in {
		"in the sandbox": {"seccomp": "2"},
		"near miss: only its rights are held": {"seccomp": "2", "noNewPrivs": "0"},
		"absent: a kernel without seccomp": {"guest": "web"},
	}
	control.deny == set() with input.process as process
}
