package bulkhead.kubernetes.route_dangling_backend_test

import data.bulkhead.kubernetes.route_dangling_backend as control

_given(rule, backends) := {
	"route": {"spec": {"rules": [rule]}},
	"facts": {"kind": "HTTPRoute", "backends": backends},
}

_to(ref) := {"backendRefs": [ref]}

_mirror(ref) := {"filters": [{"type": "RequestMirror", "requestMirror": {"backendRef": ref}}]}

_denied(path) := {{
	"path": path,
	"message": "sends requests to a service that does not exist: whoever creates it gets them",
}}

_path := ["route", "spec", "rules", 0, "backendRefs", 0, "name"]

test_fail[note] if {
	some note, given in {
		"its own": _given(_to({"name": "shop", "port": 80}), {"shop": false}),
		"its own, by kind": _given(_to({"group": "", "kind": "Service", "name": "shop"}), {"shop": false}),
		"another namespace's": _given(_to({"namespace": "b", "name": "shop"}), {"shop": true, "b/shop": false}),
	}
	control.deny == _denied(_path) with input as given
}

test_fail_mirror if {
	path := ["route", "spec", "rules", 0, "filters", 0, "requestMirror", "backendRef", "name"]
	control.deny == _denied(path) with input as _given(_mirror({"name": "shop"}), {"shop": false})
}

test_pass if control.deny == set() with input as _given(_to({"name": "shop"}), {"shop": true})

test_near_miss[note] if {
	some note, given in {
		"another kind": _given(_to({"group": "multicluster.x-k8s.io", "kind": "ServiceImport", "name": "shop"}), {"shop": false}),
		"not granted": _given(_to({"namespace": "b", "name": "shop"}), {"shop": false}),
	}
	control.deny == set() with input as given
	control.unknown == set() with input as given
}

test_unknown if {
	given := _given(_to({"name": "shop"}), {"shop": {"unknown": "not-in-input", "why": "no namespace"}})
	control.deny == set() with input as given
	control.unknown == {{"path": _path, "message": "no namespace", "reason": "not-in-input"}} with input as given
}

test_absent if {
	control.deny == set() with input as {"route": {"spec": {}}, "facts": {"kind": "GRPCRoute", "backends": {}}}
}
