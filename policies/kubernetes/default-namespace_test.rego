package bulkhead.kubernetes.default_namespace_test

import data.bulkhead.kubernetes.default_namespace as control

test_fail if {
	control.deny == {{
		"path": ["facts", "namespace"],
		"message": "is in the namespace that is meant for what nobody has placed",
	}} with input.facts.namespace as "default"
}

test_pass[namespace] if {
	some namespace in ["shop", "kube-system", "default-2", ""]
	control.deny == set() with input.facts.namespace as namespace
}

test_pass_absent if control.deny == set() with input as {"facts": {}}

test_notapplicable_unnamed if {
	unnamed := {"unknown": "not-in-input", "why": "the object names no namespace"}
	control.notapplicable with input.facts.namespace as unnamed
	control.unknown == set() with input.facts.namespace as unnamed
	control.deny == set() with input.facts.namespace as unnamed
	not control.notapplicable with input.facts.namespace as "default"
}

test_unknown_unread if {
	unread := {"unknown": "unread", "why": "no answer"}
	expected := {"path": ["facts", "namespace"], "message": "no answer", "reason": "unread"}
	control.unknown == {expected} with input.facts.namespace as unread
	not control.notapplicable with input.facts.namespace as unread
}
