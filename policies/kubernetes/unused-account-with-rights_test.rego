package bulkhead.kubernetes.unused_account_with_rights_test

import data.bulkhead.kubernetes.unused_account_with_rights as control

_rights(cluster, namespace, elsewhere) := {"cluster": cluster, "namespace": namespace, "elsewhere": elsewhere}

_given(users, rights) := {"facts": {"users": users, "rights": rights}}

_unclear := {"unknown": "not-in-input", "why": "no bindings"}

_denied(where, words, severity) := {
	"path": ["facts", "users"],
	"message": sprintf("nothing that was read uses it, and its bindings let it, %s: %s", [where, words]),
	"severity": severity,
}

test_fail if {
	control.deny == {_denied("in the whole cluster", "read-secrets, write-nodes", "medium")} with input as _given(
		0,
		_rights(["read-secrets", "write-nodes"], [], []),
	)
	control.deny == {
		_denied("in its namespace", "create-workloads", "low"),
		_denied("in another namespace", "cluster-admin", "low"),
	} with input as _given(0, _rights([], ["create-workloads"], ["cluster-admin", "read-secrets"]))
}

test_pass[note] if {
	some note, given in {
		"near miss: used": _given(1, _rights(["cluster-admin"], [], [])),
		"near miss: used, and more is not known": _given(1, object.union(_rights([], [], []), {"unclear": _unclear})),
		"no rights": _given(0, _rights([], [], [])),
		"absent": {"facts": {}},
	}
	control.deny == set() with input as given
	control.unknown == set() with input as given
	not control.notapplicable with input as given
}

test_not_applicable_to_what_kubernetes_binds if {
	given := object.union(_given(0, _rights(["cluster-admin"], [], [])), {"facts": {"shipped": true}})
	control.notapplicable with input as given
	control.deny == set() with input as given
}

test_unknown if {
	unread := {"unknown": "unread", "why": "pods: forbidden"}
	control.unknown == {{"path": ["facts", "users"], "message": "pods: forbidden", "reason": "unread"}} with input as _given(
		unread,
		_rights(["cluster-admin"], [], []),
	)
	expected := {{"path": ["facts", "rights", "unclear"], "message": "no bindings", "reason": "not-in-input"}}
	control.unknown == expected with input as _given(0, object.union(_rights([], [], []), {"unclear": _unclear}))
	control.unknown == expected with input as _given(unread, object.union(_rights([], [], []), {"unclear": _unclear}))
}

test_fail_where_there_may_be_more if {
	given := _given(0, object.union(_rights([], ["read-secrets"], []), {"unclear": _unclear}))
	control.deny == {_denied("in its namespace", "read-secrets", "low")} with input as given
	control.unknown == set() with input as given
}
