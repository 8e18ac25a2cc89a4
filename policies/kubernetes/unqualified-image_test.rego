package bulkhead.kubernetes.unqualified_image_test

import data.bulkhead.kubernetes.unqualified_image as control

_denied := {{
	"path": ["container", "image"],
	"message": "names no registry: the runtime takes docker.io, or the first of its list that has the image",
}}

test_fail[image] if {
	some image in ["nginx", "nginx:1.29.3", "library/nginx", "team/app@sha256:0123"]
	control.deny == _denied with input.container.image as image
}

test_pass[image] if {
	some image in ["docker.io/nginx", "registry.example/a/b:1", "registry:5000/a", "localhost/a", "[::1]:5000/a", ""]
	control.deny == set() with input.container.image as image
}

test_pass_absent if control.deny == set() with input as {"container": {"name": "a"}}
