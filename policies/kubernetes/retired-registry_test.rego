package bulkhead.kubernetes.retired_registry_test

import data.bulkhead.kubernetes.retired_registry as control

_denied := {{"path": ["container", "image"], "message": "comes from a registry that was frozen in 2023"}}

test_fail[image] if {
	some image in ["k8s.gcr.io/pause:3.5", "gcr.io/google-containers/pause:3.1", "gcr.io/google_containers/pause"]
	control.deny == _denied with input.container.image as image
}

test_pass[image] if {
	some image in ["registry.k8s.io/pause:3.10", "gcr.io/project/app", "registry.example/k8s.gcr.io/pause", "k8s.gcr.io", ""]
	control.deny == set() with input.container.image as image
}

test_pass_absent if control.deny == set() with input as {"container": {"name": "a"}}
