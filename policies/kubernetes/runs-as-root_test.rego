package bulkhead.kubernetes.runs_as_root_test

import data.bulkhead.kubernetes.runs_as_root as control

_as_root(path) := {{
	"path": array.concat(path, ["securityContext", "runAsUser"]),
	"message": "runs as uid 0",
}}

_maybe(path) := {{
	"path": array.concat(path, ["securityContext", "runAsNonRoot"]),
	"message": "may run as root: no runAsUser is set, and runAsNonRoot is not true",
	"expected": true,
}}

_denied(own, of_pod) := denied if {
	denied := control.deny with input as {
		"container": {"securityContext": own},
		"pod": {"spec": {"securityContext": of_pod}},
	}
}

test_fail_uid_0 if {
	_denied({"runAsUser": 0}, {}) == _as_root(["container"])
	_denied({"runAsUser": 0}, {"runAsUser": 1000}) == _as_root(["container"])
	_denied({}, {"runAsUser": 0}) == _as_root(["pod", "spec"])
	_denied({"runAsUser": null}, {"runAsUser": 0}) == _as_root(["pod", "spec"])
	_denied({"runAsUser": 0, "runAsNonRoot": false}, {}) == _as_root(["container"])
}

test_fail_image_decides if {
	_denied({}, {}) == _maybe(["container"])
	_denied({"runAsNonRoot": null}, {}) == _maybe(["container"])
	_denied({"runAsNonRoot": false}, {}) == _maybe(["container"])
	_denied({"runAsNonRoot": false}, {"runAsNonRoot": true}) == _maybe(["container"])
	_denied({}, {"runAsNonRoot": false}) == _maybe(["pod", "spec"])
	_denied({"runAsGroup": 1000}, {"fsGroup": 1000}) == _maybe(["container"]) # near miss: groups
}

test_fail_without_security_context if {
	control.deny == _maybe(["container"]) with input as {"container": {"name": "a"}, "pod": {"spec": {}}}
}

test_less_severe_in_user_namespace if {
	control.deny == {{
		"path": ["container", "securityContext", "runAsUser"],
		"message": "runs as uid 0",
		"severity": "low",
	}} with input as {
		"container": {"securityContext": {"runAsUser": 0}},
		"pod": {"spec": {"hostUsers": false}},
	}
	control.deny == {{
		"path": ["container", "securityContext", "runAsNonRoot"],
		"message": "may run as root: no runAsUser is set, and runAsNonRoot is not true",
		"expected": true,
		"severity": "low",
	}} with input as {"container": {}, "pod": {"spec": {"hostUsers": false}}}
	control.deny == _maybe(["container"]) with input as {"container": {}, "pod": {"spec": {"hostUsers": true}}}
}

test_pass if {
	_denied({"runAsUser": 1000}, {}) == set()
	_denied({}, {"runAsUser": 1000}) == set()
	_denied({"runAsUser": 1000}, {"runAsUser": 0}) == set()
	_denied({"runAsUser": 1000, "runAsNonRoot": false}, {}) == set() # near miss: the uid decides
	_denied({"runAsNonRoot": true}, {}) == set()
	_denied({"runAsNonRoot": true}, {"runAsNonRoot": false}) == set()
	_denied({}, {"runAsNonRoot": true}) == set()
}

test_windows if {
	windows := {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "windows"}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "linux"}}}}
}
