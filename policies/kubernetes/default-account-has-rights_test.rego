package bulkhead.kubernetes.default_account_has_rights_test

import data.bulkhead.kubernetes.default_account_has_rights as control

_given(bindings, cluster, annotations) := {
	"serviceaccount": {"metadata": {"annotations": annotations}},
	"facts": {"default": true, "bindings": bindings, "rights": {"cluster": cluster}},
}

_bound(severity) := {{
	"path": ["facts", "bindings"],
	"message": "bindings name it, so that every pod of its namespace that names no account has what they give",
	"expected": 0,
	"severity": severity,
}}

test_fail_bound if {
	control.deny == _bound("medium") with input as _given(1, [], {})
	control.deny == _bound("high") with input as _given(2, ["read-secrets"], {})
}

test_fail_tied_to_a_cloud[annotation] if {
	some annotation in [
		"azure.workload.identity/client-id",
		"eks.amazonaws.com/role-arn",
		"iam.gke.io/gcp-service-account",
	]
	control.deny == {{
		"path": ["serviceaccount", "metadata", "annotations", annotation],
		"message": "is tied to an identity of the cloud, for every pod of its namespace that names no account",
	}} with input as _given(0, [], {annotation: "x"})
}

test_pass[note] if {
	some note, given in {
		"nothing": _given(0, [], {}),
		"near miss: its groups have rights": _given(0, ["read-secrets"], {}),
		"near miss: an empty annotation": _given(0, [], {"eks.amazonaws.com/role-arn": ""}),
		"near miss: how tokens are made": _given(0, [], {"eks.amazonaws.com/token-expiration": "600"}),
		"absent": {"serviceaccount": {}, "facts": {"default": true}},
	}
	control.deny == set() with input as given
	control.unknown == set() with input as given
}

test_not_applicable_to_others if {
	given := json.remove(_given(1, [], {"eks.amazonaws.com/role-arn": "x"}), ["facts/default"])
	control.notapplicable with input as given
	control.deny == set() with input as given
	control.unknown == set() with input as given
}

test_unknown if {
	unread := {"unknown": "unread", "why": "rolebindings: forbidden"}
	control.unknown == {{
		"path": ["facts", "bindings"],
		"message": "rolebindings: forbidden",
		"reason": "unread",
	}} with input as _given(unread, [], {})
	control.deny == set() with input as _given(unread, [], {})
}
