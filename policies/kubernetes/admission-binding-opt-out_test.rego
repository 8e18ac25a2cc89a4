package bulkhead.kubernetes.admission_binding_opt_out_test

import data.bulkhead.kubernetes.admission_binding_opt_out as control

_given(match) := {"admissionbinding": {"spec": {"matchResources": match}}}

_by_object := {{
	"path": ["admissionbinding", "spec", "matchResources", "objectSelector"],
	"message": "is applied only to objects whose own labels say so",
}}

_by_namespace := {{
	"path": ["admissionbinding", "spec", "matchResources", "namespaceSelector"],
	"message": "is applied only to namespaces that somebody has labelled, or has not",
	"severity": "low",
}}

test_fail[note] if {
	some note, selector in {
		"labels": {"matchLabels": {"policy": "on"}},
		"expressions": {"matchExpressions": [{"key": "policy", "operator": "Exists"}]},
	}
	control.deny == _by_object with input as _given({"objectSelector": selector})
	control.deny == _by_namespace with input as _given({"namespaceSelector": selector})
}

test_pass[note] if {
	some note, match in {
		"null": null,
		"none": {},
		"null selectors": {"objectSelector": null, "namespaceSelector": null},
		"empty": {"objectSelector": {}, "namespaceSelector": {"matchLabels": {}, "matchExpressions": []}},
		"near miss: by name": {"namespaceSelector": {"matchExpressions": [{"key": "kubernetes.io/metadata.name"}]}},
	}
	control.deny == set() with input as _given(match)
}

test_pass_absent if control.deny == set() with input as {"admissionbinding": {"spec": {}}}
