package bulkhead.kubernetes.missing_account_bound_test

import data.bulkhead.kubernetes.missing_account_bound as control

test_fail if {
	control.deny == {{
		"path": ["binding", "subjects", 2],
		"message": "keeps rights for a service account that does not exist: whoever makes one of that name has them",
	}} with input.facts.missingAccounts as [2]
}

test_pass[note] if {
	some note, facts in {
		"near miss: other subjects": {"subjects": [{}, {"kind": "Group", "name": "system:authenticated"}]},
		"near miss: none": {"missingAccounts": []},
		"absent": {},
	}
	control.deny == set() with input.facts as facts
}
