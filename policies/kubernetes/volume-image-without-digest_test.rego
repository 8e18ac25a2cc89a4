package bulkhead.kubernetes.volume_image_without_digest_test

import data.bulkhead.kubernetes.volume_image_without_digest as control

_volume(name, policy) := {"image": {"reference": name, "pullPolicy": policy}}

_disk(name, policy) := {"image": {"image": name, "imagePullPolicy": policy}}

_message := "names its image without a digest, so its content may change"

test_fail[name] if {
	some name in ["registry.example/model:v1", "model", "model@sha256:short"]
	control.deny == {{"path": ["image", "reference"], "message": _message}} with input as _volume(name, "Always")
	control.deny == {{"path": ["image", "image"], "message": _message}} with input as _disk(name, "Always")
}

_digest := "@sha256:b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"

test_pass if {
	control.deny == set() with input as _volume(concat("", ["registry.example/model", _digest]), "Always")
	control.deny == set() with input as _disk(concat("", ["registry.example/model:v1", _digest]), "Always")
}

test_absent[note] if {
	some note, image in {"none": {}, "empty": {"reference": ""}, "a machine's": {"image": ""}}
	control.deny == set() with input as {"image": image}
}

test_near_miss_of_length if {
	control.deny != set() with input as _volume(concat("", ["registry.example/model", _digest, "0"]), "Always")
}
