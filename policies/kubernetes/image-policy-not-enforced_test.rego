package bulkhead.kubernetes.image_policy_not_enforced_test

import data.bulkhead.kubernetes.image_policy_not_enforced as control

_sigstore(spec) := {"facts": {"kind": "ClusterImagePolicy"}, "imagepolicy": {"spec": spec}}

_kyverno(spec) := {"facts": {"kind": "ClusterPolicy"}, "imagepolicy": {"spec": spec}}

_rules := [{"validate": {}}, {"verifyImages": [{"imageReferences": ["*"]}]}]

test_fail_warns if {
	some denied in control.deny with input as _sigstore({"mode": "warn"})
	denied.path == ["imagepolicy", "spec", "mode"]
}

test_fail_an_unknown_mode if {
	count(control.deny) == 1 with input as _sigstore({"mode": "Enforce"})
}

test_fail_audits[action] if {
	some action in ["Audit", "audit"]
	some denied in control.deny with input as _kyverno({"validationFailureAction": action, "rules": _rules})
	denied.path == ["imagepolicy", "spec", "rules", 1, "verifyImages", 0]
}

test_fail_the_default if {
	count(control.deny) == 1 with input as _kyverno({"rules": _rules})
}

test_fail_where_the_rule_says_so if {
	count(control.deny) == 1 with input as _kyverno({
		"validationFailureAction": "Enforce",
		"rules": [{"verifyImages": [{"failureAction": "Audit"}, {"failureAction": "Enforce"}]}],
	})
}

test_pass[name] if {
	some name, given in {
		"absent": _sigstore({}),
		"enforce": _sigstore({"mode": "enforce"}),
		"Enforce": _kyverno({"validationFailureAction": "Enforce", "rules": _rules}),
		"enforce, as it once was": _kyverno({"validationFailureAction": "enforce", "rules": _rules}),
		"near miss: the rule enforces": _kyverno({
			"validationFailureAction": "Audit",
			"rules": [{"verifyImages": [{"failureAction": "Enforce"}]}],
		}),
	}
	control.deny == set() with input as given
}
