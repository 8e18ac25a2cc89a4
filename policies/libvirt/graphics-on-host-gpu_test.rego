package bulkhead.libvirt.graphics_on_host_gpu_test

import data.bulkhead.libvirt.graphics_on_host_gpu as control

_input(devices) := {
	"domain": {"devices": object.filter(devices, ["video"])},
	"facts": object.filter(devices, ["graphics"]),
}

_denied(path, message) := {"path": array.concat(["domain", "devices"], path), "message": message}

test_fail[note] if {
	some note, case in {
		"gl": {
			"devices": {"graphics": [{"type": "spice", "gl": {"enable": "yes", "rendernode": "/dev/dri/renderD128"}}]},
			"deny": object.union(
				_denied(["graphics", 0, "gl", "enable"], "sends its drawing commands to the host's GPU"),
				{"expected": "no"},
			),
		},
		"headless": {
			"devices": {"graphics": [{"type": "vnc"}, {"type": "egl-headless"}]},
			"deny": _denied(["graphics", 1, "type"], "draws with the host's GPU into a display that nobody sees"),
		},
		"3D": {
			"devices": {"video": [{"model": {"type": "virtio", "acceleration": {"accel3d": "yes"}}}]},
			"deny": object.union(
				_denied(["video", 0, "model", "acceleration", "accel3d"], "has 3D acceleration by the host's GPU"),
				{"expected": "no"},
			),
		},
	}
	control.deny == {case.deny} with input as _input(case.devices)
}

test_pass[note] if {
	some note, devices in {
		"absent": {},
		"no gl": {"graphics": [{"type": "spice"}], "video": [{"model": {"type": "virtio"}}]},
		"near miss: off": {
			"graphics": [{"type": "spice", "gl": {"enable": "no"}}],
			"video": [{"model": {"type": "virtio", "acceleration": {"accel3d": "no", "accel2d": "yes"}}}],
		},
	}
	control.deny == set() with input as _input(devices)
}
