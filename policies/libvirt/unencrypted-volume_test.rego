package bulkhead.libvirt.unencrypted_volume_test

import data.bulkhead.libvirt.unencrypted_volume as control

test_fail[note] if {
	some note, target in {
		"absent": {"format": {"type": "qcow2"}},
		"no format": {"path": "/dev/vg/a"},
		"near miss: the old format": {"format": {"type": "qcow2"}, "encryption": {"format": "qcow"}},
	}
	control.deny == {{
		"path": ["volume", "target", "encryption", "format"],
		"message": "keeps data without LUKS",
		"expected": "luks",
	}} with input.volume as {"type": "file", "target": target}
}

test_all_fail if count(test_fail) == 3

test_pass if {
	volume := {"type": "file", "target": {"format": {"type": "raw"}, "encryption": {"format": "luks"}}}
	control.deny == set() with input.volume as volume
	not control.notapplicable with input.volume as volume
}

test_not_applicable[note] if {
	some note, volume in {
		"install medium": {"type": "file", "target": {"format": {"type": "iso"}}},
		"directory": {"type": "dir", "target": {"path": "/a"}},
	}
	control.notapplicable with input.volume as volume
	control.deny == set() with input.volume as volume
}
