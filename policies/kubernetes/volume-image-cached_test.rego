package bulkhead.kubernetes.volume_image_cached_test

import data.bulkhead.kubernetes.volume_image_cached as control

_volume(name, policy) := {"image": {"reference": name, "pullPolicy": policy}}

_disk(name, policy) := {"image": {"image": name, "imagePullPolicy": policy}}

_message := "mounts what the node once got under its image's tag"

test_fail[policy] if {
	some policy in ["IfNotPresent", "Never", ""]
	control.deny == {{"path": ["image", "reference"], "message": _message}} with input as _volume("r.example/m:v1", policy)
	control.deny == {{"path": ["image", "image"], "message": _message}} with input as _disk("r.example/m:v1", policy)
}

test_fail_latest_that_is_not_pulled if control.deny != set() with input as _volume("r.example/m", "IfNotPresent")

test_pass[note] if {
	some note, given in {
		"always": _volume("r.example/m:v1", "Always"),
		"a disk, always": _disk("r.example/m:v1", "Always"),
		"latest": _volume("r.example/m", ""),
		"a digest": _disk("r.example/m@sha256:abc", "Never"),
	}
	control.deny == set() with input as given
}

test_absent if {
	control.deny == set() with input as {"image": {"reference": "r.example/m"}}
	control.deny == {{"path": ["image", "reference"], "message": _message}} with input as {"image": {"reference": "r.example/m:v1"}}
}

test_near_miss_no_image if control.deny == set() with input as {"image": {"pullPolicy": "Never"}}
