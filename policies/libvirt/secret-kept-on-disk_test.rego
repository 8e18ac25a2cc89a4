package bulkhead.libvirt.secret_kept_on_disk_test

import data.bulkhead.libvirt.secret_kept_on_disk as control

test_fail[note] if {
	some note, secret in {"absent": {"uuid": "a"}, "no": {"ephemeral": "no", "private": "yes"}}
	control.deny == {{
		"path": ["secret", "ephemeral"],
		"message": "is kept in a file of the host, in base64",
		"expected": "yes",
	}} with input.secret as secret
}

test_all_fail if count(test_fail) == 2

test_pass if control.deny == set() with input.secret as {"ephemeral": "yes", "private": "no"}
