package bulkhead.kubernetes.automounted_token_test

import data.bulkhead.kubernetes.automounted_token as control

_by_pod := {{
	"path": ["pod", "spec", "automountServiceAccountToken"],
	"message": "mounts the token of its service account, as it says itself",
	"expected": false,
}}

_by_account := {{
	"path": ["serviceAccount", "automountServiceAccountToken"],
	"message": "mounts the token of its service account, as the account says",
	"expected": false,
}}

_by_default := {{
	"path": ["pod", "spec", "automountServiceAccountToken"],
	"message": "mounts the token of its service account, as neither says otherwise",
	"expected": false,
}}

_account := {"metadata": {"name": "default"}}

_denied(spec, account) := denied if {
	denied := control.deny with input as {"pod": {"spec": spec}, "serviceAccount": account}
}

_field(value) := {"automountServiceAccountToken": value}

test_fail if {
	_denied(_field(true), _account) == _by_pod
	_denied(_field(true), _field(false)) == _by_pod
	_denied({}, _field(true)) == _by_account
	_denied(_field(null), _field(true)) == _by_account
	_denied({}, _account) == _by_default
	_denied(_field(null), _field(null)) == _by_default
	_denied({"serviceAccountName": "automount"}, {"secrets": []}) == _by_default # near miss: other fields
}

test_fail_account_known_to_be_absent if {
	control.deny == _by_default with input as {"pod": {"spec": {}}}
	control.unknown == set() with input as {"pod": {"spec": {}}}
}

test_pass if {
	_denied(_field(false), _account) == set()
	_denied(_field(false), _field(true)) == set()
	_denied({}, _field(false)) == set()
}

test_account_unknown[reason] if {
	some reason in ["unread", "not-in-input"]
	account := {"unknown": reason, "why": "no service accounts in the input"}
	_denied({}, account) == set()
	_denied(_field(true), account) == _by_pod
	_denied(_field(false), account) == set()
	control.unknown == {{
		"path": ["serviceAccount", "automountServiceAccountToken"],
		"message": "no service accounts in the input",
		"reason": reason,
	}} with input as {"pod": {"spec": {}}, "serviceAccount": account}
	every decided in [true, false] {
		control.unknown == set() with input as {"pod": {"spec": _field(decided)}, "serviceAccount": account}
	}
}
