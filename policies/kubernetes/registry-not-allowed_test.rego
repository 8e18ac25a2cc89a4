package bulkhead.kubernetes.registry_not_allowed_test

import data.bulkhead.kubernetes.registry_not_allowed as control
import data.bulkhead.parameters.kubernetes.registry_not_allowed as parameters

_denied := {{"path": ["container", "image"], "message": "comes from a registry that is not allowed"}}

_registries := ["registry.example/team", "host:5000/", "docker.io/library"]

test_fail[image] if {
	some image in [
		"evil.example/team/app:1",
		"registry.example/app",
		"registry.example/teams/app",
		"near-registry.example/team/app",
		"registry.example.evil/team/app",
		"registry.example:5000/team/app",
		"host/app",
		"acme/app",
		"docker.io/acme/app@sha256:00",
	]
	control.deny == _denied with input.container.image as image with parameters.registries as _registries
}

test_pass[image] if {
	some image in [
		"registry.example/team/app:1",
		"REGISTRY.example/team/deep/app@sha256:00",
		"registry.example/team:1",
		"host:5000/app:1",
		"nginx",
		"nginx:1.29@sha256:00",
		"library/nginx",
		"docker.io/nginx",
		"index.docker.io/library/nginx",
		"",
	]
	control.deny == set() with input.container.image as image with parameters.registries as _registries
}

test_pass_all_of_docker if {
	control.deny == set() with input.container.image as "acme/app" with parameters.registries as ["docker.io"]
}

test_fail_where_the_list_says_nothing if {
	control.deny == _denied with input.container.image as "acme/app" with parameters.registries as ["", "/"]
}

test_pass_absent if control.deny == set() with input as {"container": {"name": "a"}} with parameters.registries as _registries

test_not_applicable_without_a_list if {
	control.notapplicable with input.container.image as "acme/app"
	control.deny == set() with input.container.image as "acme/app"
}
