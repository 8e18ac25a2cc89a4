package bulkhead.libvirt.filter_allows_spoofing_test

import data.bulkhead.libvirt.filter_allows_spoofing as control

_facts(mac, ip, arp) := {"applied": true, "binds": {"mac": mac, "ip": ip, "arp": arp}}

test_fail if {
	denied := control.deny with input.filter as {"name": "a"} with input.facts as _facts(false, false, false)
	{remark.expected.filterref | some remark in denied} == {"no-arp-spoofing", "no-ip-spoofing", "no-mac-spoofing"}
}

test_fail_one if {
	control.deny == {{
		"path": ["filter"],
		"message": "lets guests send with another IP address than their own",
		"expected": {"filterref": "no-ip-spoofing"},
	}} with input.filter as {"name": "a"} with input.facts as _facts(true, false, true)
}

test_pass if {
	control.deny == set() with input.filter as {"name": "a"} with input.facts as _facts(true, true, true)
	not control.notapplicable with input.filter as {"name": "a"} with input.facts as _facts(true, true, true)
}

test_unknown if {
	unknown := {"unknown": "unread", "why": "not understood"}
	control.deny == set() with input.filter as {"name": "a"} with input.facts as _facts(true, unknown, true)
	count(control.unknown) == 1 with input.filter as {"name": "a"} with input.facts as _facts(true, unknown, true)
}

test_not_applicable if {
	facts := {"applied": false, "binds": {"mac": false, "ip": false, "arp": false}}
	control.notapplicable with input.filter as {"name": "a"} with input.facts as facts
	control.deny == set() with input.filter as {"name": "a"} with input.facts as facts
}

test_says_nothing if control.deny == set() with input as {}
