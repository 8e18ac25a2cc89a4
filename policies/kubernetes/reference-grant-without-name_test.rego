package bulkhead.kubernetes.reference_grant_without_name_test

import data.bulkhead.kubernetes.reference_grant_without_name as control

test_fail[kind] if {
	some kind, severity in {"Service": "medium", "Secret": "high"}
	control.deny == {{
		"path": ["referencegrant", "spec", "to", 1, "name"],
		"message": "lets another namespace refer to every object of a kind",
		"severity": severity,
	}} with input.referencegrant.spec.to as [{"kind": kind, "name": "one"}, {"kind": kind}]
}

test_fail_empty if count(control.deny) == 1 with input.referencegrant.spec.to as [{"kind": "Secret", "name": ""}]

test_pass if {
	control.deny == set() with input.referencegrant.spec.to as [{"kind": "Secret", "name": "certificate"}] # near miss
}

test_absent if control.deny == set() with input.referencegrant.spec as {}
