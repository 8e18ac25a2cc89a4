package bulkhead.kubernetes.gateway_open_to_all_namespaces_test

import data.bulkhead.kubernetes.gateway_open_to_all_namespaces as control

_given(namespaces, host) := {"gateway": {"spec": {"listeners": [
	{"name": "own", "allowedRoutes": {"namespaces": {"from": "Same"}}},
	{"name": "web", "hostname": host, "allowedRoutes": {"namespaces": namespaces}},
]}}}

test_fail[host] if {
	some host, severity in {"": "medium", "*.example.com": "medium", "a.example.com": "low"}
	control.deny == {{
		"path": ["gateway", "spec", "listeners", 1, "allowedRoutes", "namespaces", "from"],
		"message": "has a listener that takes routes of every namespace",
		"expected": "Same",
		"severity": severity,
	}} with input as _given({"from": "All"}, host)
}

test_fail_empty_selector[note] if {
	some note, selector in {"empty": {}, "nothing in it": {"matchLabels": {}, "matchExpressions": []}}
	control.deny == {{
		"path": ["gateway", "spec", "listeners", 1, "allowedRoutes", "namespaces", "selector"],
		"message": "has a listener that takes routes of every namespace, as its selector is empty",
		"severity": "medium",
	}} with input as _given({"from": "Selector", "selector": selector}, "")
}

test_pass[note] if {
	some note, namespaces in {
		"same": {"from": "Same"},
		"near miss: labelled": {"from": "Selector", "selector": {"matchLabels": {"routes": "yes"}}},
		"default": {},
		"none": {"from": "None"},
	}
	control.deny == set() with input as _given(namespaces, "")
}

test_absent if control.deny == set() with input as {"gateway": {"spec": {"listeners": [{"name": "web"}]}}}
