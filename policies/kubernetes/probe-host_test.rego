package bulkhead.kubernetes.probe_host_test

import data.bulkhead.kubernetes.probe_host as control

_denied(path) := {
	"path": path,
	"message": "makes the kubelet send requests to a host of its choice",
}

test_fail[note] if {
	some note, path in {
		"liveness, HTTP": ["livenessProbe", "httpGet"],
		"liveness, TCP": ["livenessProbe", "tcpSocket"],
		"readiness, HTTP": ["readinessProbe", "httpGet"],
		"readiness, TCP": ["readinessProbe", "tcpSocket"],
		"startup, HTTP": ["startupProbe", "httpGet"],
		"startup, TCP": ["startupProbe", "tcpSocket"],
	}
	some facts in [{"minor": 34}, {"minor": 37}, {}, {"minor": {"unknown": "not-in-input", "why": "files"}}]
	control.deny == {_denied(["container", path[0], path[1], "host"])} with input as {
		"container": {path[0]: {path[1]: {"host": "127.0.0.1", "port": 80}}},
		"facts": facts,
	}
}

test_fail_hooks if {
	control.deny == {
		_denied(["container", "lifecycle", "postStart", "httpGet", "host"]),
		_denied(["container", "lifecycle", "preStop", "tcpSocket", "host"]),
	} with input as {
		"container": {"lifecycle": {
			"postStart": {"httpGet": {"host": "169.254.169.254"}},
			"preStop": {"tcpSocket": {"host": "10.0.0.1"}},
		}},
		"facts": {"minor": 37},
	}
	control.deny == {
		_denied(["container", "lifecycle", "postStart", "tcpSocket", "host"]),
		_denied(["container", "lifecycle", "preStop", "httpGet", "host"]),
	} with input.container.lifecycle as {
		"postStart": {"tcpSocket": {"host": "a"}},
		"preStop": {"httpGet": {"host": "a"}},
	}
}

test_pass[note] if {
	some note, probe in {
		"no probe": null,
		"no host": {"httpGet": {"port": 80}},
		"null": {"httpGet": {"host": null}},
		"empty": {"tcpSocket": {"host": ""}},
		"near miss: a header": {"httpGet": {"port": 80, "httpHeaders": [{"name": "Host", "value": "a"}]}},
		"near miss: gRPC": {"grpc": {"port": 80, "service": "a"}},
	}
	control.deny == set() with input as {"container": {"livenessProbe": probe}, "facts": {"minor": 37}}
}

test_earlier_versions if {
	old := {"container": {"livenessProbe": {"httpGet": {"host": "a"}}}, "facts": {"minor": 33}}
	control.deny == set() with input as old
	control.notapplicable with input as old
	not control.notapplicable with input as {"container": {}, "facts": {"minor": 34}}
	not control.notapplicable with input as {"container": {}}
}
