package bulkhead.node.kubeconfig_owner_test

import data.bulkhead.node.kubeconfig_owner as control

_given(file) := {"file": object.union(
	{
		"role": "kubeconfig",
		"mode": "0600",
		"user": "root",
		"group": "root",
		"shielded": false,
	},
	file,
)}

_user := {"path": ["file", "user"], "message": "belongs to another user than root", "expected": "root"}

_group := {
	"path": ["file", "group"],
	"message": "belongs to another group than root",
	"expected": "root",
	"severity": "low",
}

test_fail if control.deny == {_user} with input as _given({"user": "kube"})

test_fail_both if control.deny == {_user, _group} with input as _given({"user": "1000", "group": "1000"})

test_pass if control.deny == set() with input as _given({})

test_other_files if {
	control.deny == set() with input as _given({"role": "other", "user": "kube"})
	control.notapplicable with input as _given({"role": "other", "user": "kube"})
}

test_absent if control.deny == set() with input as json.remove(_given({}), ["file/user", "file/group"])
