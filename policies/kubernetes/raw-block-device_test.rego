package bulkhead.kubernetes.raw_block_device_test

import data.bulkhead.kubernetes.raw_block_device as control

test_fail if {
	control.deny == {{
		"path": ["container", "volumeDevices", 0],
		"message": "has a volume as a raw block device",
	}} with input.container.volumeDevices as [{"name": "a", "devicePath": "/dev/xvda"}]
}

test_pass[note] if {
	some note, container in {
		"absent": {},
		"null": {"volumeDevices": null},
		"empty": {"volumeDevices": []},
		"near miss: a mount": {"volumeMounts": [{"name": "a", "mountPath": "/dev/xvda"}]},
	}
	control.deny == set() with input as {"container": container}
}
