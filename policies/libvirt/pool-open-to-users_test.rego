package bulkhead.libvirt.pool_open_to_users_test

import data.bulkhead.libvirt.pool_open_to_users as control

_pool(octal) := {"type": "dir", "target": {"path": "/images", "permissions": {"mode": octal}}}

test_fail[octal] if {
	some octal in {"0777", "1777", "0733", "0662"}
	control.deny == {{
		"path": ["pool", "target", "permissions", "mode"],
		"message": "has a directory that every user may write to",
		"expected": "0711",
	}} with input.pool as _pool(octal) with input.state as {"active": true}
}

test_fail_readable if {
	control.deny == {{
		"path": ["pool", "target", "permissions", "mode"],
		"message": "has a directory that every user may list",
		"expected": "0711",
		"severity": "low",
	}} with input.pool as _pool("0755") with input.state as {"active": true}
}

test_pass[note] if {
	some note, pool in {
		"0711": _pool("0711"),
		"near miss: the group may": _pool("0770"),
		"absent, in a file": {"type": "dir", "target": {"path": "/images"}},
	}
	state := {"unknown": "not-in-input", "why": "a file"}
	control.deny == set() with input.pool as pool with input.state as state
	control.unknown == set() with input.pool as pool with input.state as state
}

test_unknown[note] if {
	some note, state in {"inactive": {"active": false}, "unread": {"unknown": "unread", "why": "denied"}}
	pool := {"type": "dir", "target": {"path": "/images"}}
	control.deny == set() with input.pool as pool with input.state as state
	count(control.unknown) == 1 with input.pool as pool with input.state as state
}

test_not_applicable if {
	control.notapplicable with input.pool as {"type": "rbd", "source": {"name": "vms"}} with input.state as {"active": true}
}
