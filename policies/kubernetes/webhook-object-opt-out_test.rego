package bulkhead.kubernetes.webhook_object_opt_out_test

import data.bulkhead.kubernetes.webhook_object_opt_out as control

_given(selector, mutating) := {"webhook": {"objectSelector": selector}, "facts": {"mutating": mutating}}

test_fail[note] if {
	some note, selector in {
		"labels": {"matchLabels": {"policy": "on"}},
		"expressions": {"matchExpressions": [{"key": "policy", "operator": "NotIn", "values": ["off"]}]},
	}
	control.deny == {{
		"path": ["webhook", "objectSelector"],
		"message": "is asked only about objects whose own labels say so",
	}} with input as _given(selector, false)
}

test_pass[note] if {
	some note, selector in {
		"null": null,
		"empty": {},
		"nothing in it": {"matchLabels": {}, "matchExpressions": []},
	}
	control.deny == set() with input as _given(selector, false)
}

test_pass_absent if {
	control.deny == set() with input as {"webhook": {"name": "a"}, "facts": {"mutating": false}}

	# Near miss: by the namespace's labels.
	control.deny == set() with input as {
		"webhook": {"namespaceSelector": {"matchLabels": {"a": "b"}}},
		"facts": {"mutating": false},
	}
}

test_not_applicable if {
	control.notapplicable with input as _given({"matchLabels": {"a": "b"}}, true)
	control.deny == set() with input as _given({"matchLabels": {"a": "b"}}, true)
	not control.notapplicable with input as _given({}, false)
}
