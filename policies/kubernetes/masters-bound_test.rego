package bulkhead.kubernetes.masters_bound_test

import data.bulkhead.kubernetes.masters_bound as control

_given(subject) := {"facts": {"scope": "cluster", "subjects": [{}, subject]}}

_shipped := object.union(_given(_group), {"facts": {"shippedBinding": "cluster-admin"}})

_group := {"kind": "Group", "name": "system:masters"}

test_fail[note] if {
	some note, given in {
		"own binding": _given(_group),
		"another of them": object.union(_given(_group), {"facts": {"shippedBinding": "system:basic-user"}}),
		"in a namespace": object.union(_shipped, {"facts": {"scope": "namespace"}}),
	}
	control.deny == {{
		"path": ["binding", "subjects", 1, "name"],
		"message": "names system:masters, whose members pass every check as it is",
	}} with input as given
}

test_pass_as_shipped if {
	control.deny == set() with input as _shipped
	not control.notapplicable with input as _shipped
}

test_notapplicable[note] if {
	some note, given in {
		"near miss: user of that name": _given({"kind": "User", "name": "system:masters"}),
		"near miss: another group": _given({"kind": "Group", "name": "masters"}),
		"absent": {"binding": {}},
	}
	control.deny == set() with input as given
	control.notapplicable with input as given
}
