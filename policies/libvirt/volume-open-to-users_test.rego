package bulkhead.libvirt.volume_open_to_users_test

import data.bulkhead.libvirt.volume_open_to_users as control

_volume(octal, format) := {
	"type": "file",
	"target": {"path": "/images/a", "format": {"type": format}, "permissions": {"mode": octal}},
}

_open_pool := {"type": "dir", "target": {"permissions": {"mode": "0711"}}}

_no_pool := {"unknown": "not-in-input", "why": "a file"}

test_fail[note] if {
	some note, pool in {"in a pool": _open_pool, "in a file": _no_pool, "no mode": {"type": "logical"}}
	control.deny == {{
		"path": ["volume", "target", "permissions", "mode"],
		"message": "can be read by every user",
		"expected": "0600",
	}} with input.volume as _volume("0644", "qcow2") with input.pool as pool
}

test_all_fail if count(test_fail) == 3

test_fail_write[format] if {
	some format in {"raw", "iso"}
	control.deny == {{
		"path": ["volume", "target", "permissions", "mode"],
		"message": "can be written by every user",
		"expected": "0600",
	}} with input.volume as _volume("0666", format) with input.pool as _open_pool
}

test_pass[note] if {
	some note, test in {
		"0600": [_volume("0600", "raw"), _open_pool],
		"near miss: the group": [_volume("0660", "raw"), _open_pool],
		"install medium": [_volume("0644", "iso"), _open_pool],
		"in a closed directory": [_volume("0644", "raw"), {"type": "dir", "target": {"permissions": {"mode": "0700"}}}],
		"absent": [{"type": "file", "target": {"path": "/images/a"}}, _no_pool],
	}
	control.deny == set() with input.volume as test[0] with input.pool as test[1]
	control.unknown == set() with input.volume as test[0] with input.pool as test[1]
}

test_all_pass if count(test_pass) == 5

test_unknown if {
	unread := {"unknown": "unread", "why": "denied"}
	control.deny == set() with input.volume as _volume("0644", "raw") with input.pool as unread
	count(control.unknown) == 1 with input.volume as _volume("0644", "raw") with input.pool as unread
}

test_not_applicable if {
	control.notapplicable with input.volume as {"type": "network", "target": {"path": "vms/a"}} with input.pool as {"type": "rbd"}
}
