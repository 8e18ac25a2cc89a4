package bulkhead.libvirt.unencrypted_disk_test

import data.bulkhead.libvirt.unencrypted_disk as control

test_fail[note] if {
	some note, disk in {
		"absent": {"type": "file", "device": "disk", "source": {"file": "/a.img"}},
		"device absent": {"type": "network", "source": {"protocol": "rbd", "name": "a/b"}},
		"lun": {"type": "block", "device": "lun", "source": {"dev": "/dev/sdb"}},
		"near miss: the old format": {"type": "file", "device": "disk", "encryption": {"format": "qcow"}},
	}
	control.deny == {{
		"path": ["disk", "source", "encryption", "format"],
		"message": "keeps the guest's data without LUKS",
		"expected": "luks",
	}} with input.disk as disk
	not control.notapplicable with input.disk as disk
}

test_pass[note] if {
	some note, disk in {
		"in the source": {"type": "file", "source": {"file": "/a.img", "encryption": {"format": "luks"}}},
		"in the disk": {"type": "file", "source": {"file": "/a.img"}, "encryption": {"format": "luks"}},
		"by librbd": {"type": "network", "source": {"encryption": {"format": "luks2", "engine": "librbd"}}},
	}
	control.deny == set() with input.disk as disk
	not control.notapplicable with input.disk as disk
}

test_not_applicable[note] if {
	some note, disk in {
		"install medium": {"type": "file", "device": "cdrom"},
		"floppy": {"type": "file", "device": "floppy"},
		"read-only": {"type": "file", "device": "disk", "readonly": {}},
	}
	control.notapplicable with input.disk as disk
	control.deny == set() with input.disk as disk
}
