package bulkhead.libvirt.host_block_device_test

import data.bulkhead.libvirt.host_block_device as control

_disk := {"type": "block", "device": "disk"}

test_fail[device] if {
	some device in [
		"/dev/sda",
		"/dev/sdaa",
		"/dev/vda",
		"/dev/nvme0n1",
		"/dev/mmcblk0",
		"/dev/dasda",
		"/dev/disk/by-id/wwn-0x5000c500",
		"/dev/disk/by-path/pci-0000:00:1f.2-ata-1",
	]
	control.deny == {{
		"path": ["disk", "source", "dev"],
		"message": "has a whole drive of the host",
	}} with input.disk as _disk with input.facts as {"device": device}
}

test_nvme if {
	nvme := {"type": "nvme", "device": "disk", "source": {"type": "pci", "namespace": "1"}}
	control.deny == {{
		"path": ["disk", "type"],
		"message": "has a whole NVMe namespace of the host",
	}} with input.disk as nvme
	control.deny == set() with input.disk as object.union(nvme, {"readonly": {}})
}

test_pass[device] if {
	some device in [
		"/dev/sda1",
		"/dev/nvme0n1p3",
		"/dev/mmcblk0p1",
		"/dev/dasda1",
		"/dev/disk/by-id/wwn-0x5000c500-part1",
		"/dev/disk/by-id/dm-name-vg0-guest",
		"/dev/rbd0",
		"/dev/sr0",
	]
	control.deny == set() with input.disk as _disk with input.facts as {"device": device}
}

test_pass_note[note] if {
	some note, case in {
		"absent": {"disk": {"type": "file"}, "facts": {}},
		"a volume manager's": {"disk": _disk, "facts": {}},
		"no medium": {"disk": {"type": "block", "device": "cdrom"}, "facts": {}},
		"near miss: only read": {"disk": object.union(_disk, {"readonly": {}}), "facts": {"device": "/dev/sda"}},
	}
	control.deny == set() with input as case
}
