package bulkhead.libvirt.video_vhost_user_test

import data.bulkhead.libvirt.video_vhost_user as control

test_fail if {
	control.deny == {{
		"path": ["domain", "devices", "video", 0, "driver", "name"],
		"message": "has its picture drawn by a program that has all of its memory",
		"expected": "qemu",
	}} with input.domain.devices.video as [{"driver": {"name": "vhostuser"}, "model": {"type": "virtio"}}]
}

test_pass[note] if {
	some note, devices in {
		"QEMU": {"video": [{"driver": {"name": "qemu"}}]},
		"near miss: another setting of the driver": {"video": [{"driver": {"iommu": "on"}}]},
		"absent": {},
	}
	control.deny == set() with input.domain.devices as devices
}
