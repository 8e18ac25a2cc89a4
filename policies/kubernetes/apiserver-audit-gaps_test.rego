package bulkhead.kubernetes.apiserver_audit_gaps_test

import data.bulkhead.kubernetes.apiserver_audit_gaps as control

_given(unaudited) := {
	"apiserver": {"flags": {"audit-policy-file": "/etc/audit.yaml"}},
	"facts": {"unaudited": unaudited},
}

test_fail if {
	control.deny == {{
		"path": ["apiserver", "flags", "audit-policy-file"],
		"message": "does not write down reading Secrets, changing roles",
	}} with input as _given(["reading Secrets", "changing roles"])
}

test_pass if {
	control.deny == set() with input as _given([])
	not control.notapplicable with input as _given([])
}

test_absent if {
	control.deny == set() with input as {"apiserver": {"flags": {}}, "facts": {}}
	control.notapplicable with input as {"apiserver": {"flags": {}}, "facts": {}}
}
