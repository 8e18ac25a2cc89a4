package bulkhead.kubernetes.mutable_image_tag_test

import data.bulkhead.kubernetes.mutable_image_tag as control

_denied := {{
	"path": ["container", "image"],
	"message": "names its image without a digest, so its content may change",
}}

_digest := "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

test_fail[image] if {
	some image in [
		"nginx", "nginx:latest", "registry.example:5000/nginx", "nginx:1.29.3", "",
		concat("", ["nginx:sha256-", _digest]), # near miss: a tag that looks like a digest
		"nginx@sha256:0123", # near miss: cut short
		concat("", ["nginx@sha256:", _digest, "0"]),
	]
	control.deny == _denied with input.container.image as image
}

test_fail_absent if {
	control.deny == _denied with input as {"container": {"name": "a"}}
	control.deny == _denied with input as {"container": {"image": null}}
}

test_pass[image] if {
	some image in [
		concat("", ["nginx@sha256:", _digest]),
		concat("", ["registry.example:5000/nginx:1.29.3@sha256:", _digest]),
		concat("", ["nginx@sha512:", _digest, _digest]),
	]
	control.deny == set() with input.container.image as image
}
