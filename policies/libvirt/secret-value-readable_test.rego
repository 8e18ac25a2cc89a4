package bulkhead.libvirt.secret_value_readable_test

import data.bulkhead.libvirt.secret_value_readable as control

test_fail[note] if {
	some note, secret in {"absent": {"uuid": "a"}, "no": {"private": "no", "ephemeral": "yes"}}
	control.deny == {{
		"path": ["secret", "private"],
		"message": "has a value that libvirt hands out to its clients",
		"expected": "yes",
	}} with input.secret as secret
}

test_all_fail if count(test_fail) == 2

test_pass if control.deny == set() with input.secret as {"private": "yes", "ephemeral": "no"}
