package bulkhead.kubernetes.literal_secret_test

import data.bulkhead.kubernetes.literal_secret as control

_literal(likeness) := {"present": true, "length": 20, "looksLike": likeness}

test_fail if {
	control.deny == {
		{"path": ["container", "env", 1, "value"], "message": "an environment variable holds what looks like a secret (aws-key)"},
		{"path": ["container", "args", 0], "message": "an argument holds what looks like a secret (jwt, password)"},
		{"path": ["container", "command", 2], "message": "the command holds what looks like a secret (private-key)"},
	} with input.container as {
		"env": [{"name": "A", "value": _literal([])}, {"name": "B", "value": _literal(["aws-key"])}],
		"args": [_literal(["jwt", "password"])],
		"command": ["kube-apiserver", _literal([]), _literal(["private-key"])],
	}
}

test_pass[note] if {
	some note, container in {
		"absent": {},
		"null": {"env": null, "args": null, "command": null},
		"no likeness": {"env": [{"name": "PASSWORD", "value": _literal([])}], "args": [_literal([])]},
		"near miss: a reference": {"env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "s"}}}]},
		"near miss: a flag that is kept": {"command": ["kube-apiserver", "--anonymous-auth=false"]},
	}
	control.deny == set() with input as {"container": container}
}

test_fail_one if {
	control.deny == {{
		"path": ["container", "env", 0, "value"],
		"message": "an environment variable holds what looks like a secret (aws-key)",
	}} with input as {"container": {"env": [{"name": "A", "value": _literal(["aws-key"])}]}}
}

test_pass_near_miss if {
	control.deny == set() with input as {"container": {"env": [{"name": "A", "value": _literal([])}]}}
}
