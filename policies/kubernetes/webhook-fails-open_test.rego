package bulkhead.kubernetes.webhook_fails_open_test

import data.bulkhead.kubernetes.webhook_fails_open as control

_given(policy, resource, mutating) := {
	"webhook": {"failurePolicy": policy, "rules": [{"resources": ["configmaps"]}, {"resources": [resource]}]},
	"facts": {"mutating": mutating},
}

_denied(severity) := {{
	"path": ["webhook", "failurePolicy"],
	"message": "admits what it can't be asked about",
	"expected": "Fail",
	"severity": severity,
}}

test_fail[resource] if {
	some resource in ["*", "*/*", "pods", "pods/*"]
	control.deny == _denied("medium") with input as _given("Ignore", resource, false)
	control.deny == _denied("low") with input as _given("Ignore", resource, true)
}

test_fail_for_others if control.deny == _denied("low") with input as _given("Ignore", "certificates", false)

test_fail_without_rules if {
	control.deny == _denied("low") with input as {"webhook": {"failurePolicy": "Ignore"}, "facts": {"mutating": false}}
}

test_pass if {
	control.deny == set() with input as _given("Fail", "pods", false)
	control.deny == set() with input as _given(null, "pods", false)
	control.deny == set() with input as {"webhook": {"name": "Ignore"}, "facts": {"mutating": false}}
}
