package bulkhead.kubernetes.floating_image_tag_test

import data.bulkhead.kubernetes.floating_image_tag as control

_denied := {{
	"path": ["container", "image"],
	"message": "names no version of its image: latest is whatever was pushed last",
}}

test_fail[image] if {
	some image in ["nginx", "nginx:latest", "registry.example:5000/nginx", "registry.example:5000/a/b:latest", "localhost/x"]
	control.deny == _denied with input.container.image as image
}

test_pass[image] if {
	some image in ["nginx:1.29.3", "registry.example:5000/nginx:1", "nginx:latest-2026", "nginx:latest@sha256:0123", ""]
	control.deny == set() with input.container.image as image
}

test_pass_absent if {
	control.deny == set() with input as {"container": {"name": "a"}}
	control.deny == set() with input as {"container": {"image": null}}
}
