package bulkhead.kubernetes.webhook_exact_match_test

import data.bulkhead.kubernetes.webhook_exact_match as control

_given(policy, versions, mutating) := {
	"webhook": {"matchPolicy": policy, "rules": [{"apiVersions": ["*"]}, {"apiVersions": versions}]},
	"facts": {"mutating": mutating},
}

test_fail if {
	denied := {{
		"path": ["webhook", "matchPolicy"],
		"message": "is not asked where an object comes in another version of its API",
		"expected": "Equivalent",
	}}
	control.deny == denied with input as _given("Exact", ["v1"], false)
	control.deny == denied with input as {"webhook": {"matchPolicy": "Exact"}, "facts": {"mutating": false}}
}

test_pass if {
	control.deny == set() with input as _given("Equivalent", ["v1"], false)
	control.deny == set() with input as _given(null, ["v1"], false)
	control.deny == set() with input as {"webhook": {"name": "a"}, "facts": {"mutating": false}}

	# Near miss: the rules name all versions.
	control.deny == set() with input as _given("Exact", ["v1", "*"], false)
}

test_not_applicable if {
	control.notapplicable with input as _given("Exact", ["v1"], true)
	control.deny == set() with input as _given("Exact", ["v1"], true)
	not control.notapplicable with input as _given("Exact", ["v1"], false)
}
