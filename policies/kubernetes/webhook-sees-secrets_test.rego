package bulkhead.kubernetes.webhook_sees_secrets_test

import data.bulkhead.kubernetes.webhook_sees_secrets as control

_rule(group, resource, operation) := {"apiGroups": ["apps", group], "resources": ["a", resource], "operations": [operation]}

test_fail[resource] if {
	some resource in ["*", "*/*", "secrets"]
	some group in ["", "*"]
	some operation in ["*", "CREATE", "UPDATE"]
	control.deny == {{
		"path": ["webhook", "rules", 1, "resources"],
		"message": "is sent every Secret that is made or changed",
	}} with input.webhook.rules as [_rule("", "pods", "CREATE"), _rule(group, resource, operation)]
}

test_pass[note] if {
	some note, rules in {
		"null": null,
		"none": [],
		"pods": [_rule("", "pods", "*")],
		"near miss: subresources": [_rule("", "pods/*", "*")],
		"near miss: another group": [_rule("example.com", "*", "*")],
		"near miss: no content is sent": [_rule("", "*", "CONNECT")],
	}
	control.deny == set() with input.webhook.rules as rules
}

test_pass_absent if control.deny == set() with input as {"webhook": {"name": "a"}}
