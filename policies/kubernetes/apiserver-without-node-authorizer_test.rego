package bulkhead.kubernetes.apiserver_without_node_authorizer_test

import data.bulkhead.kubernetes.apiserver_without_node_authorizer as control

_given(modes) := {"apiserver": {"flags": {}}, "facts": {"authorizers": modes}}

_denied := {{
	"path": ["apiserver", "flags", "authorization-mode"],
	"message": "does not limit nodes to what their pods need",
	"expected": "Node",
}}

test_fail if control.deny == _denied with input as _given(["Webhook"])

test_fail_by_default if control.deny == _denied with input as _given(["AlwaysAllow"])

test_pass if control.deny == set() with input as _given(["Webhook", "Node"])
