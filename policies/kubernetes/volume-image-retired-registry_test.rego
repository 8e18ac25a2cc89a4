package bulkhead.kubernetes.volume_image_retired_registry_test

import data.bulkhead.kubernetes.volume_image_retired_registry as control

_volume(name, policy) := {"image": {"reference": name, "pullPolicy": policy}}

_disk(name, policy) := {"image": {"image": name, "imagePullPolicy": policy}}

_message := "comes from a registry that was frozen in 2023"

test_fail[name] if {
	some name in ["k8s.gcr.io/model:v1", "gcr.io/google-containers/model"]
	control.deny == {{"path": ["image", "reference"], "message": _message}} with input as _volume(name, "Always")
	control.deny == {{"path": ["image", "image"], "message": _message}} with input as _disk(name, "Always")
}

test_pass if control.deny == set() with input as _volume("registry.k8s.io/model:v1", "Always")

test_absent if control.deny == set() with input as {"image": {}}

test_near_miss if control.deny == set() with input as _volume("gcr.io/google-containers-mirror/model", "Always")
