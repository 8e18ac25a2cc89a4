package bulkhead.libvirt.legacy_disk_bus_test

import data.bulkhead.libvirt.legacy_disk_bus as control

_case(disk) := {"disk": disk, "domain": {"type": "kvm"}}

test_floppy if {
	control.deny == {{
		"path": ["disk", "device"],
		"message": "is a floppy, whose controller has let guests out of QEMU more than once",
		"severity": "medium",
	}} with input as _case({"device": "floppy", "target": {"dev": "fda", "bus": "fdc"}})
}

test_bus[note] if {
	some note, case in {
		"ide": {"bus": "ide", "disk": {"device": "disk", "target": {"dev": "hda", "bus": "ide"}}},
		"absent device": {"bus": "usb", "disk": {"target": {"dev": "sda", "bus": "usb"}}},
		"absent bus": {"bus": "ide", "disk": {"device": "disk", "target": {"dev": "hdb"}}},
	}
	control.deny == {{
		"path": ["disk", "target", "bus"],
		"message": sprintf("needs an emulated %s controller", [case.bus]),
		"expected": "virtio",
	}} with input as _case(case.disk)
}

test_pass[note] if {
	some note, case in {
		"virtio": _case({"device": "disk", "target": {"dev": "vda", "bus": "virtio"}}),
		"scsi": _case({"device": "disk", "target": {"dev": "sda", "bus": "scsi"}}),
		"absent bus": _case({"target": {"dev": "vda"}}),
		"near miss: a cdrom": _case({"device": "cdrom", "target": {"dev": "hda", "bus": "ide"}}),
		"another hypervisor": {"disk": {"target": {"dev": "hda", "bus": "ide"}}, "domain": {"type": "vmware"}},
	}
	control.deny == set() with input as case
}
