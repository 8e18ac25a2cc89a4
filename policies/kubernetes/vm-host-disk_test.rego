package bulkhead.kubernetes.vm_host_disk_test

import data.bulkhead.kubernetes.vm_host_disk as control

test_fail if {
	control.deny == {{
		"path": ["virtualmachine", "spec", "volumes", 1, "hostDisk"],
		"message": "has a file of the node as a disk",
	}} with input.virtualmachine.spec.volumes as [{"name": "a"}, {"name": "b", "hostDisk": {"path": "/data/disk.img"}}]
}

test_pass[note] if {
	some note, spec in {
		"absent": {},
		"null": {"volumes": null},
		"null disk": {"volumes": [{"name": "a", "hostDisk": null}]},
		"near miss: a claim": {"volumes": [{"name": "hostDisk", "persistentVolumeClaim": {"claimName": "a"}}]},
	}
	control.deny == set() with input as {"virtualmachine": {"spec": spec}}
}
