package bulkhead.kubernetes.volume_image_unqualified_test

import data.bulkhead.kubernetes.volume_image_unqualified as control

_volume(name, policy) := {"image": {"reference": name, "pullPolicy": policy}}

_disk(name, policy) := {"image": {"image": name, "imagePullPolicy": policy}}

_message := "names no registry: the runtime takes docker.io, or the first of its list that has the image"

test_fail[name] if {
	some name in ["model", "team/model:v1"]
	control.deny == {{"path": ["image", "reference"], "message": _message}} with input as _volume(name, "Always")
	control.deny == {{"path": ["image", "image"], "message": _message}} with input as _disk(name, "Always")
}

test_pass[name] if {
	some name in ["registry.example/model", "localhost/model", "registry:5000/model"]
	control.deny == set() with input as _volume(name, "Always")
}

test_absent if control.deny == set() with input as {"image": {"pullPolicy": "Always"}}

test_near_miss_a_folder if control.deny != set() with input as _volume("registry/model", "Always")
