package bulkhead.libvirt.lxc_without_idmap_test

import data.bulkhead.libvirt.lxc_without_idmap as control

_idmap(target) := {
	"type": "lxc",
	"idmap": {
		"uid": [{"start": "0", "target": target, "count": "10"}],
		"gid": [{"start": "0", "target": "100000", "count": "10"}],
	},
}

test_fail[note] if {
	some note, domain in {
		"absent": {"type": "lxc"},
		"empty": {"type": "lxc", "idmap": {}},
		"groups alone": {"type": "lxc", "idmap": {"gid": [{"start": "0", "target": "1000", "count": "1"}]}},
	}
	control.deny == {{
		"path": ["domain", "idmap"],
		"message": "is root on the host, as its users are not mapped",
	}} with input.domain as domain
}

test_maps_to_root if {
	control.deny == {{
		"path": ["domain", "idmap", "uid", 0, "target"],
		"message": "maps one of its users to root on the host",
	}} with input.domain as _idmap("0")
}

test_pass if {
	control.deny == set() with input.domain as _idmap("100000")
	not control.notapplicable with input.domain as _idmap("100000")
}

test_near_miss_another_driver[type] if {
	some type in ["kvm", "test"]
	control.notapplicable with input.domain as {"type": type}
	control.deny == set() with input.domain as {"type": type}
}
