package bulkhead.kubernetes.webhook_namespace_opt_out_test

import data.bulkhead.kubernetes.webhook_namespace_opt_out as control

_given(selector, mutating) := {"webhook": {"namespaceSelector": selector}, "facts": {"mutating": mutating}}

_own := "kubernetes.io/metadata.name"

test_fail_expression if {
	selector := {"matchExpressions": [{"key": _own, "operator": "NotIn"}, {"key": "skip", "operator": "DoesNotExist"}]}
	control.deny == {{
		"path": ["webhook", "namespaceSelector", "matchExpressions", 1, "key"],
		"message": "is not asked about namespaces that somebody has labelled",
		"expected": _own,
	}} with input as _given(selector, false)
}

test_fail_label if {
	control.deny == {{
		"path": ["webhook", "namespaceSelector", "matchLabels", "policy"],
		"message": "is asked only about namespaces that somebody has labelled",
		"expected": _own,
	}} with input as _given({"matchLabels": {"policy": "on", _own: "shop"}}, false)
}

test_pass[note] if {
	some note, selector in {
		"null": null,
		"empty": {},
		"by name": {"matchExpressions": [{"key": _own, "operator": "NotIn", "values": ["kube-system"]}]},
	}
	control.deny == set() with input as _given(selector, false)
}

test_pass_absent if control.deny == set() with input as {"webhook": {"name": "a"}, "facts": {"mutating": false}}

test_not_applicable if {
	control.notapplicable with input as _given({"matchLabels": {"a": "b"}}, true)
	control.deny == set() with input as _given({"matchLabels": {"a": "b"}}, true)
	not control.notapplicable with input as _given({}, false)
}
