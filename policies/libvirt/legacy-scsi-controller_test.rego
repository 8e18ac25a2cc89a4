package bulkhead.libvirt.legacy_scsi_controller_test

import data.bulkhead.libvirt.legacy_scsi_controller as control

_domain(devices) := {"type": "kvm", "os": {"type": {"arch": "x86_64"}}, "devices": devices}

test_model[model] if {
	some model in ["lsilogic", "lsisas1068", "vmpvscsi", "am53c974"]
	control.deny == {{
		"path": ["domain", "devices", "controller", 1, "@model"],
		"message": concat("", ["emulates a SCSI controller of old, ", model]),
		"expected": "virtio-scsi",
	}} with input.domain as _domain({"controller": [{"type": "usb"}, {"type": "scsi", "@model": model}]})
}

test_absent_model[note] if {
	some note, controller in {"absent": {"type": "scsi"}, "left to libvirt": {"type": "scsi", "@model": "auto"}}
	control.deny == {{
		"path": ["domain", "devices", "controller", 0, "@model"],
		"message": "emulates the LSI controller that libvirt gives on x86",
		"expected": "virtio-scsi",
	}} with input.domain as _domain({"controller": [controller]})
}

test_absent_controller if {
	control.deny == {{
		"path": ["domain", "devices", "controller"],
		"message": "has a SCSI disk and no controller for it, for which libvirt gives an LSI controller on x86",
	}} with input as {"domain": _domain({}), "facts": {"scsiDisks": 1}}
}

test_pass[note] if {
	some note, domain in {
		"virtio": _domain({"controller": [{"type": "scsi", "@model": "virtio-scsi"}]}),
		"near miss: a model of USB": _domain({"controller": [{"type": "usb", "@model": "piix3-uhci"}]}),
		"near miss: another machine's default": {
			"type": "kvm",
			"os": {"type": {"arch": "s390x"}},
			"devices": {"controller": [{"type": "scsi"}]},
		},
		"none": _domain({}),
		"no QEMU": {"type": "vmware", "devices": {"controller": [{"type": "scsi", "@model": "lsilogic"}]}},
	}
	control.deny == set() with input as {"domain": domain, "facts": {"scsiDisks": 0}}
}
