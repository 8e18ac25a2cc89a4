package bulkhead.kubernetes.default_service_account_test

import data.bulkhead.kubernetes.default_service_account as control

_denied := {{
	"path": ["pod", "spec", "serviceAccountName"],
	"message": "shares the account that all pods of its namespace get unasked",
}}

test_fail[note] if {
	some note, spec in {
		"absent": {},
		"null": {"serviceAccountName": null},
		"empty": {"serviceAccountName": ""},
		"default": {"serviceAccountName": "default"},
		"the old field": {"serviceAccount": "default"},
		"the new field counts": {"serviceAccountName": "default", "serviceAccount": "own"},
		"near miss: no token": {"automountServiceAccountToken": false},
	}
	control.deny == _denied with input as {"pod": {"spec": spec}}
}

test_pass[note] if {
	some note, spec in {
		"own": {"serviceAccountName": "shop"},
		"near miss: the name begins alike": {"serviceAccountName": "default-2"},
		"the old field": {"serviceAccount": "shop"},
	}
	control.deny == set() with input as {"pod": {"spec": spec}}
}

test_not_applicable if {
	mirror := {"pod": {"metadata": {"annotations": {"kubernetes.io/config.mirror": "a"}}, "spec": {}}}
	control.notapplicable with input as mirror
	control.deny == set() with input as mirror
	not control.notapplicable with input as {"pod": {"spec": {}}}
}
