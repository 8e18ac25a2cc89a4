package bulkhead.kubernetes.unbound_role_test

import data.bulkhead.kubernetes.unbound_role as control

_denied(words) := {{
	"path": ["role", "rules"],
	"message": sprintf("no binding names it; one would give: %s", [words]),
}}

test_fail if {
	control.deny == _denied("create-tokens, read-secrets") with input.facts as {
		"bound": false,
		"rights": ["create-tokens", "read-secrets"],
	}
	control.deny == _denied("cluster-admin") with input.facts as {
		"bound": false,
		"rights": ["cluster-admin", "read-secrets"],
	}
}

test_pass[note] if {
	some note, facts in {
		"near miss: bound": {"bound": true, "rights": ["cluster-admin"]},
		"near miss: no power": {"bound": false, "rights": []},
		"absent": {},
	}
	control.deny == set() with input.facts as facts
	not control.notapplicable with input.facts as facts
}

test_not_applicable[note] if {
	some note in ["aggregated", "shipped"]
	facts := {"bound": false, "rights": ["read-secrets"], note: true}
	control.notapplicable with input.facts as facts
	control.deny == set() with input.facts as facts
}
