package bulkhead.kubernetes.masters_bound_test

import data.bulkhead.kubernetes.masters_bound as control

_given(name, role, subject) := {
	"binding": {
		"metadata": {"name": name},
		"roleRef": {"kind": "ClusterRole", "name": role},
		"subjects": [{"kind": "User", "name": "jane"}, subject],
	},
	"facts": {"scope": "cluster"},
}

_group := {"kind": "Group", "name": "system:masters"}

test_fail[note] if {
	some note, given in {
		"own binding": _given("mine", "cluster-admin", _group),
		"another role": _given("cluster-admin", "view", _group),
		"in a namespace": object.union(_given("cluster-admin", "cluster-admin", _group), {"facts": {"scope": "namespace"}}),
	}
	control.deny == {{
		"path": ["binding", "subjects", 1, "name"],
		"message": "names system:masters, whose members pass every check as it is",
	}} with input as given
}

test_pass_as_shipped if {
	control.deny == set() with input as _given("cluster-admin", "cluster-admin", _group)
	not control.notapplicable with input as _given("cluster-admin", "cluster-admin", _group)
}

test_notapplicable[note] if {
	some note, given in {
		"near miss: user of that name": _given("mine", "view", {"kind": "User", "name": "system:masters"}),
		"near miss: another group": _given("mine", "view", {"kind": "Group", "name": "masters"}),
		"absent": {"binding": {}},
	}
	control.deny == set() with input as given
	control.notapplicable with input as given
}
