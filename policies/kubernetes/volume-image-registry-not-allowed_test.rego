package bulkhead.kubernetes.volume_image_registry_not_allowed_test

import data.bulkhead.kubernetes.volume_image_registry_not_allowed as control
import data.bulkhead.parameters.kubernetes.registry_not_allowed as parameters

_volume(name, policy) := {"image": {"reference": name, "pullPolicy": policy}}

_disk(name, policy) := {"image": {"image": name, "imagePullPolicy": policy}}

_allowed := ["registry.example/models", "docker.io/library"]

_denied(field) := {{"path": ["image", field], "message": "comes from a registry that is not allowed"}}

test_fail[name] if {
	some name in ["other.example/models/m:v1", "registry.example/modelsother/m", "fixture/m"]
	control.deny == _denied("reference") with input as _volume(name, "Always") with parameters.registries as _allowed
	control.deny == _denied("image") with input as _disk(name, "Always") with parameters.registries as _allowed
}

test_pass[name] if {
	some name in ["registry.example/models/m:v1", "m"]
	control.deny == set() with input as _volume(name, "Always") with parameters.registries as _allowed
}

test_absent if control.deny == set() with input as {"image": {}} with parameters.registries as _allowed

test_near_miss_nothing_is_listed if {
	control.notapplicable with input as _volume("m", "Always")
	control.deny == set() with input as _volume("m", "Always")
}
