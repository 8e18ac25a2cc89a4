package bulkhead.kubernetes.pod_holds_powerful_token_test

import data.bulkhead.kubernetes.pod_holds_powerful_token as control

_given(rights) := {
	"pod": {"spec": {"serviceAccountName": "app"}},
	"facts": {"serviceAccountTokenMounted": true, "serviceAccountRights": object.union(
		{"cluster": [], "namespace": [], "elsewhere": []},
		rights,
	)},
}

_denied(message, severity) := {{"path": ["pod", "spec", "serviceAccountName"], "message": message, "severity": severity}}

test_fail if {
	control.deny == _denied(
		"holds a token that may, in the whole cluster: cluster-admin",
		"critical",
	) with input as _given({"cluster": ["cluster-admin", "read-secrets"]})
	control.deny == _denied(
		"holds a token that may, in the whole cluster: read-secrets",
		"high",
	) with input as _given({"cluster": ["read-secrets"]})
	control.deny == _denied(
		"holds a token that may, in another namespace: create-tokens",
		"high",
	) with input as _given({"elsewhere": ["create-tokens"]})
	control.deny == _denied(
		"holds a token that may, in another namespace: create-workloads",
		"medium",
	) with input as _given({"elsewhere": ["create-workloads"]})
	control.deny == _denied(
		"holds a token that may, in its namespace: exec-into-pods",
		"low",
	) with input as _given({"namespace": ["exec-into-pods"]})
	control.deny == _denied(
		"holds a token that may, in its namespace: bind-or-escalate",
		"medium",
	) with input as _given({"namespace": ["bind-or-escalate"]})
}

test_fail_though_there_may_be_more if {
	given := _given({"cluster": ["read-secrets"], "unclear": {"unknown": "unread", "why": "forbidden"}})
	count(control.deny) == 1 with input as given
}

test_pass if {
	control.deny == set() with input as _given({})
	control.unknown == set() with input as _given({})
	not control.notapplicable with input as _given({})
}

test_near_miss_not_mounted if {
	given := object.union(_given({"cluster": ["cluster-admin"]}), {"facts": {"serviceAccountTokenMounted": false}})
	control.deny == set() with input as given
	control.notapplicable with input as given
}

test_absent if {
	control.deny == set() with input as {}
	control.unknown == set() with input as {}
}

test_unknown if {
	unread := {"unknown": "unread", "why": "forbidden"}
	control.unknown == {{
		"path": ["facts", "serviceAccountRights", "unclear"],
		"message": "forbidden",
		"reason": "unread",
	}} with input as _given({"unclear": unread})
	control.unknown == {{
		"path": ["facts", "serviceAccountTokenMounted"],
		"message": "forbidden",
		"reason": "unread",
	}} with input as {"facts": {"serviceAccountTokenMounted": unread, "serviceAccountRights": {"cluster": ["cluster-admin"]}}}
}
