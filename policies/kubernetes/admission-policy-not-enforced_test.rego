package bulkhead.kubernetes.admission_policy_not_enforced_test

import data.bulkhead.kubernetes.admission_policy_not_enforced as control

_denied(message) := {{"path": ["facts", "actions"], "message": message, "expected": ["Deny"]}}

test_fail if {
	warned := _denied("is bound, but nothing is refused: its bindings warn or audit only")
	control.deny == warned with input.facts.actions as ["Audit", "Warn"]
	control.deny == warned with input.facts.actions as ["Audit"]
	control.deny == _denied("is not bound to anything, so it does nothing") with input.facts.actions as []
}

test_pass if {
	control.deny == set() with input.facts.actions as ["Deny"]
	control.deny == set() with input.facts.actions as ["Audit", "Deny"]
}

test_absent_fact if control.deny == set() with input as {"facts": {}}
