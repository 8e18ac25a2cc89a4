package bulkhead.libvirt.disk_without_io_limit_test

import data.bulkhead.libvirt.disk_without_io_limit as control

_case(disk, domain) := {"disk": disk, "domain": object.union({"type": "kvm"}, domain)}

test_fail[note] if {
	some note, case in {
		"absent": _case({"device": "disk"}, {}),
		"absent device": _case({"target": {"dev": "vda"}}, {}),
	}
	control.deny == {{
		"path": ["disk", "iotune"],
		"message": "may take all of its storage's bandwidth",
	}} with input as case
}

test_pass[note] if {
	some note, case in {
		"limited": _case({"device": "disk", "iotune": {"total_iops_sec": "500"}}, {}),
		"limited for all disks": _case({"device": "disk"}, {"blkiotune": {"weight": "200"}}),
	}
	control.deny == set() with input as case
	not control.notapplicable with input as case
}

test_not_applicable[note] if {
	some note, case in {
		"near miss: a cdrom": _case({"device": "cdrom"}, {}),
		"read-only": _case({"device": "disk", "readonly": {}}, {}),
		"another hypervisor": _case({"device": "disk"}, {"type": "vbox"}),
	}
	control.deny == set() with input as case
	control.notapplicable with input as case
}
