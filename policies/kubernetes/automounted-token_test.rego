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

_input(spec, account) := {"pod": {"spec": spec}, "serviceAccount": account}

_field(value) := {"automountServiceAccountToken": value}

test_fail if {
	control.deny == _by_pod with input as _input(_field(true), _account)
	control.deny == _by_pod with input as _input(_field(true), _field(false))
	control.deny == _by_account with input as _input({}, _field(true))
	control.deny == _by_account with input as _input(_field(null), _field(true))
	control.deny == _by_default with input as _input({}, _account)
	control.deny == _by_default with input as _input(_field(null), _field(null))
	control.deny == _by_default with input as _input({"serviceAccountName": "a"}, {"secrets": []}) # near miss
}

test_fail_account_known_to_be_absent if {
	control.deny == _by_default with input as {"pod": {"spec": {}}}
	control.unknown == set() with input as {"pod": {"spec": {}}}
}

test_pass if {
	control.deny == set() with input as _input(_field(false), _account)
	control.deny == set() with input as _input(_field(false), _field(true))
	control.deny == set() with input as _input({}, _field(false))
}

test_account_unknown[reason] if {
	some reason in ["unread", "not-in-input"]
	account := {"unknown": reason, "why": "no service accounts in the input"}
	control.deny == set() with input as _input({}, account)
	control.deny == _by_pod with input as _input(_field(true), account)
	control.deny == set() with input as _input(_field(false), account)
	control.unknown == {{
		"path": ["serviceAccount", "automountServiceAccountToken"],
		"message": "no service accounts in the input",
		"reason": reason,
	}} with input as {"pod": {"spec": {}}, "serviceAccount": account}
	every decided in [true, false] {
		control.unknown == set() with input as {"pod": {"spec": _field(decided)}, "serviceAccount": account}
	}
}

test_static_pod if {
	every account in [_account, _field(true), {"unknown": "unread", "why": "forbidden"}] {
		every spec in [{}, _field(true)] {
			mirror := {
				"pod": {"metadata": {"annotations": {"kubernetes.io/config.mirror": "f00"}}, "spec": spec},
				"serviceAccount": account,
			}
			control.notapplicable with input as mirror
			control.deny == set() with input as mirror
			control.unknown == set() with input as mirror
		}
	}
	near_miss := {"pod": {"metadata": {"annotations": {"kubernetes.io/config.source": "api"}}, "spec": {}}}
	not control.notapplicable with input as near_miss
	control.deny == _by_default with input as near_miss
}
