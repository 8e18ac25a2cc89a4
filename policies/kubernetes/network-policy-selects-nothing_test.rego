package bulkhead.kubernetes.network_policy_selects_nothing_test

import data.bulkhead.kubernetes.network_policy_selects_nothing as control

_given(selector, selects) := {
	"networkpolicy": {"spec": {"podSelector": selector}},
	"facts": {"selectsPods": selects},
}

_app := {"matchLabels": {"app": "shop"}}

_expression := {"matchExpressions": [{"key": "app", "operator": "Exists"}]}

test_fail if {
	every selector in [_app, _expression] {
		control.deny == {{
			"path": ["networkpolicy", "spec", "podSelector"],
			"message": "selects no pod and no workload of its namespace",
		}} with input as _given(selector, false)
	}
}

test_pass if {
	control.deny == set() with input as _given(_app, true)
	control.unknown == set() with input as _given(_app, true)
}

test_unknown if {
	fact := {"unknown": "not-in-input", "why": "more files"}
	control.deny == set() with input as _given(_app, fact)
	control.unknown == {{
		"path": ["facts", "selectsPods"],
		"message": "more files",
		"reason": "not-in-input",
	}} with input as _given(_app, fact)
}

test_absent if control.deny == set() with input as {"networkpolicy": {"spec": {"podSelector": _app}}, "facts": {}}

test_near_miss_for_all_pods_to_come[note] if {
	some note, selector in {"empty": {}, "nothing in it": {"matchLabels": {}, "matchExpressions": []}, "null": null}
	control.notapplicable with input as _given(selector, false)
	control.deny == set() with input as _given(selector, false)
	control.unknown == set() with input as _given(selector, {"unknown": "not-in-input", "why": "more files"})
}

test_absent_selector if {
	given := {"networkpolicy": {"spec": {}}, "facts": {"selectsPods": false}}
	control.notapplicable with input as given
	control.deny == set() with input as given
}
