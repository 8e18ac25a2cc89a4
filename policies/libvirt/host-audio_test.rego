package bulkhead.libvirt.host_audio_test

import data.bulkhead.libvirt.host_audio as control

test_fail[kind] if {
	some kind in ["alsa", "jack", "pipewire", "pulseaudio"]
	control.deny == {{
		"path": ["domain", "devices", "audio", 0, "type"],
		"message": "records and plays with the host's sound system",
		"expected": "none",
	}} with input.domain.devices.audio as [{"id": "1", "type": kind}]
}

test_pass[note] if {
	some note, devices in {
		"absent": {},
		"none": {"audio": [{"id": "1", "type": "none"}]},
		"near miss: the viewer's": {"audio": [{"id": "1", "type": "spice"}]},
	}
	control.deny == set() with input.domain.devices as devices
}
