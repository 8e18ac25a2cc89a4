package bulkhead.libvirt.disk_without_own_label_test

import data.bulkhead.libvirt.disk_without_own_label as control

_disk(seclabel) := {"type": "file", "source": {"file": "/i", "seclabel": [seclabel]}}

test_fail[key] if {
	some key, case in {
		"relabel": {"label": {"model": "selinux", "relabel": "no"}, "rest": _kept},
		"label": {"label": {"relabel": "yes", "label": "system_u:object_r:svirt_image_t:s0"}, "rest": _own},
		"labelskip": {"label": {"model": "selinux", "labelskip": "yes"}, "rest": _skipped},
	}
	wanted := object.union(case.rest, {"path": ["disk", "source", "seclabel", 0, key]})
	control.deny == {wanted} with input.disk as _disk(case.label)
}

_kept := {"message": "keeps whatever label its image has, which need not be this guest's alone", "expected": "yes"}

_own := {"message": "has a label of its own, which other guests may have too"}

_skipped := {
	"message": "lies on a file system without labels, so that nothing tells it from other guests' images",
	"severity": "low",
}

test_pass[note] if {
	some note, disk in {
		"absent": {"type": "file", "source": {"file": "/i"}},
		"no source": {"type": "file", "device": "cdrom"},
		"relabelled": _disk({"model": "selinux", "relabel": "yes"}),
		"near miss: users and groups": _disk({"model": "dac", "relabel": "no"}),
		"read-only": object.union(_disk({"relabel": "no"}), {"readonly": {}}),
		"a cdrom": object.union(_disk({"relabel": "no"}), {"device": "cdrom"}),
	}
	control.deny == set() with input.disk as disk
}
