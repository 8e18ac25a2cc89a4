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

_input(own, of_pod) := {
	"container": {"securityContext": own},
	"pod": {"spec": {"securityContext": of_pod}},
}

test_fail_uid_0 if {
	control.deny == _as_root(["container"]) with input as _input({"runAsUser": 0}, {})
	control.deny == _as_root(["container"]) with input as _input({"runAsUser": 0}, {"runAsUser": 1000})
	control.deny == _as_root(["pod", "spec"]) with input as _input({}, {"runAsUser": 0})
	control.deny == _as_root(["pod", "spec"]) with input as _input({"runAsUser": null}, {"runAsUser": 0})
	control.deny == _as_root(["container"]) with input as _input({"runAsUser": 0, "runAsNonRoot": false}, {})
}

test_fail_image_decides if {
	control.deny == _maybe(["container"]) with input as _input({}, {})
	control.deny == _maybe(["container"]) with input as _input({"runAsNonRoot": null}, {})
	control.deny == _maybe(["container"]) with input as _input({"runAsNonRoot": false}, {})
	control.deny == _maybe(["container"]) with input as _input({"runAsNonRoot": false}, {"runAsNonRoot": true})
	control.deny == _maybe(["pod", "spec"]) with input as _input({}, {"runAsNonRoot": false})
	control.deny == _maybe(["container"]) with input as _input({"runAsGroup": 1000}, {"fsGroup": 1000}) # near miss: groups
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
	control.deny == set() with input as _input({"runAsUser": 1000}, {})
	control.deny == set() with input as _input({}, {"runAsUser": 1000})
	control.deny == set() with input as _input({"runAsUser": 1000}, {"runAsUser": 0})
	control.deny == set() with input as _input({"runAsUser": 1000, "runAsNonRoot": false}, {}) # near miss: the uid decides
	control.deny == set() with input as _input({"runAsNonRoot": true}, {})
	control.deny == set() with input as _input({"runAsNonRoot": true}, {"runAsNonRoot": false})
	control.deny == set() with input as _input({}, {"runAsNonRoot": true})
}

test_windows if {
	windows := {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "windows"}}}}
	control.notapplicable with input as windows
	control.deny == set() with input as windows
	not control.notapplicable with input as {"container": {"name": "a"}, "pod": {"spec": {"os": {"name": "linux"}}}}
}
