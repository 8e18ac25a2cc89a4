package bulkhead.kubernetes.cached_image_test

import data.bulkhead.kubernetes.cached_image as control

_denied := {{
	"path": ["container", "imagePullPolicy"],
	"message": "runs what the node once got under its image's tag",
	"expected": "Always",
}}

test_fail[note] if {
	some note, container in {
		"absent, of a version": {"image": "a/b:1"},
		"empty, of a version": {"image": "a/b:1", "imagePullPolicy": ""},
		"null, of a version": {"image": "a/b:1", "imagePullPolicy": null},
		"latest, if not present": {"image": "a/b:latest", "imagePullPolicy": "IfNotPresent"},
		"never": {"image": "a/b", "imagePullPolicy": "Never"},
	}
	control.deny == _denied with input as {"container": container}
}

test_pass[note] if {
	some note, container in {
		"always": {"image": "a/b:1", "imagePullPolicy": "Always"},
		"latest": {"image": "a/b:latest"},
		"no tag": {"image": "a/b", "imagePullPolicy": null},
		"near miss: a digest": {"image": "a/b:1@sha256:0123", "imagePullPolicy": "IfNotPresent"},
		"no image": {"imagePullPolicy": "Never"},
	}
	control.deny == set() with input as {"container": container}
}
