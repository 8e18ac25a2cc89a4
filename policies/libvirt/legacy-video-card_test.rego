package bulkhead.libvirt.legacy_video_card_test

import data.bulkhead.libvirt.legacy_video_card as control

_case(devices) := {
	"domain": {"type": "kvm", "os": {"type": {"arch": "x86_64"}}, "devices": object.filter(devices, ["video"])},
	"facts": object.filter(devices, ["graphics"]),
}

test_fail[model] if {
	some model in ["cirrus", "qxl", "vmvga"]
	control.deny == {{
		"path": ["domain", "devices", "video", 0, "model", "type"],
		"message": sprintf("has a video card of old, %s", [model]),
		"expected": "virtio",
	}} with input as _case({"video": [{"model": {"type": model}}]})
}

test_absent if {
	control.deny == {{
		"path": ["domain", "devices", "video"],
		"message": "names no video card, so libvirt gives it a cirrus",
		"expected": [{"model": {"type": "virtio"}}],
	}} with input as _case({"graphics": [{"type": "vnc"}]})
}

test_pass[note] if {
	some note, case in {
		"virtio": _case({"graphics": [{"type": "vnc"}], "video": [{"model": {"type": "virtio"}}]}),
		"none": _case({"video": [{"model": {"type": "none"}}]}),
		"absent, and no graphics": _case({}),
		"near miss: absent on ARM": object.union(
			_case({"graphics": [{"type": "vnc"}]}),
			{"domain": {"os": {"type": {"arch": "aarch64"}}}},
		),
		"another hypervisor": object.union(_case({"graphics": [{"type": "vnc"}]}), {"domain": {"type": "vbox"}}),
	}
	control.deny == set() with input as case
}
