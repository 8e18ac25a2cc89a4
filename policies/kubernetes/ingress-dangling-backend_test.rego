package bulkhead.kubernetes.ingress_dangling_backend_test

import data.bulkhead.kubernetes.ingress_dangling_backend as control

_given(backends, port) := {
	"ingress": {"spec": {
		"defaultBackend": {"service": {"name": "site", "port": {"number": 80}}},
		"rules": [{"http": {"paths": [{"path": "/", "backend": {"service": {"name": "shop", "port": port}}}]}}],
	}},
	"facts": {"backends": backends},
}

_path := ["ingress", "spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"]

_denied(path) := {
	"path": path,
	"message": "sends requests to a service that does not exist: whoever creates it gets them",
}

test_fail if {
	control.deny == {_denied(_path)} with input as _given({"site": true, "shop": false}, {"number": 80})
}

test_fail_default if {
	control.deny == {_denied(["ingress", "spec", "defaultBackend", "service", "name"])} with input as _given(
		{"site": false, "shop": true},
		{"name": "http"},
	)
}

test_pass if {
	given := _given({"site": true, "shop": true}, {"number": 80})
	control.deny == set() with input as given
	control.unknown == set() with input as given
}

test_near_miss_action_of_a_load_balancer if {
	given := _given({"site": true, "shop": false}, {"name": "use-annotation"})
	control.deny == set() with input as given
	control.unknown == set() with input as given
}

test_unknown if {
	given := _given({"site": true, "shop": {"unknown": "unread", "why": "services: denied"}}, {"number": 80})
	control.deny == set() with input as given
	control.unknown == {{"path": _path, "message": "services: denied", "reason": "unread"}} with input as given
}

test_absent[note] if {
	some note, spec in {
		"no backend": {},
		"no service": {"defaultBackend": {"resource": {"kind": "Bucket", "name": "b"}}},
	}
	control.deny == set() with input as {"ingress": {"spec": spec}, "facts": {"backends": {}}}
}

_beta(port) := {
	"ingress": {"spec": {
		"backend": {"serviceName": "site", "servicePort": 80},
		"rules": [{"http": {"paths": [{"backend": {"serviceName": "shop", "servicePort": port}}]}}],
	}},
	"facts": {"backends": {"site": false, "shop": false}},
}

test_fail_before_v1 if {
	path := ["ingress", "spec", "rules", 0, "http", "paths", 0, "backend", "serviceName"]
	control.deny == {_denied(path), _denied(["ingress", "spec", "backend", "serviceName"])} with input as _beta("http")
}

test_near_miss_action_before_v1 if {
	control.deny == {_denied(["ingress", "spec", "backend", "serviceName"])} with input as _beta("use-annotation")
}
