package bulkhead.kubernetes.vm_shared_disk_test

import data.bulkhead.kubernetes.vm_shared_disk as control

test_fail if {
	path := ["virtualmachine", "spec", "domain", "devices", "disks"]
	control.deny == {
		{"path": array.concat(path, [0, "shareable"]), "message": "opens a disk that other machines may write to"},
		{"path": array.concat(path, [1, "lun", "reservation"]), "message": "may reserve a LUN that others use"},
	} with input.virtualmachine.spec.domain.devices.disks as [
		{"name": "a", "shareable": true},
		{"name": "b", "lun": {"reservation": true}},
	]
}

test_pass[note] if {
	some note, disks in {
		"null": null,
		"none": [],
		"not shared": [{"name": "shareable", "shareable": false}, {"name": "b", "shareable": null}],
		"near miss: a LUN": [{"name": "a", "lun": {"bus": "scsi"}}],
	}
	control.deny == set() with input.virtualmachine.spec.domain.devices.disks as disks
}

test_pass_absent if control.deny == set() with input as {"virtualmachine": {"spec": {}}}
