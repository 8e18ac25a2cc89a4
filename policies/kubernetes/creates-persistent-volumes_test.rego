package bulkhead.kubernetes.creates_persistent_volumes_test

import data.bulkhead.kubernetes.creates_persistent_volumes as control

_rule(groups, resources, verbs) := {"apiGroups": groups, "resources": resources, "verbs": verbs}

_given(scope, rule) := {
	"role": {"rules": [_rule([""], ["pods"], ["watch"]), rule]},
	"facts": {"subjects": [{}], "scope": scope, "minor": 37},
}

_denied(message) := {{"path": ["role", "rules", 1], "message": message}}

# By API group and resource.
_dangerous := {"": {"persistentvolumes": ["create"]}}

_everywhere := _denied("lets its subjects mount any directory of a node, by a volume of their own")

test_fail if {
	every group, resources in _dangerous {
		every resource, verbs in resources {
			every verb in array.concat(verbs, ["*"]) {
				control.deny == _everywhere with input as _given("cluster", _rule([group], [resource], [verb]))
			}
		}
	}
}

test_fail_by_everything if {
	control.deny == _everywhere with input as _given("cluster", _rule(["*"], ["*"], ["*"]))
}

test_pass_in_namespace if {
	control.deny == set() with input as _given(
		"namespace",
		_rule([""], ["persistentvolumes"], ["create"]),
	)
}

test_pass[note] if {
	some note, rule in {
		"near miss: read": _rule([""], ["persistentvolumes"], ["get", "list", "watch", "update"]),
		"near miss: claims": _rule([""], ["persistentvolumeclaims"], ["create"]),
		"near miss: status": _rule([""], ["persistentvolumes/status"], ["create"]),
		"near miss: named": object.union(_rule(["*"], ["*"], ["*"]), {"resourceNames": ["a"]}),
		"near miss: URLs": {"nonResourceURLs": ["*"], "verbs": ["*"]},
		"absent": {},
	}
	control.deny == set() with input as _given("cluster", rule)
	control.unknown == set() with input as _given("cluster", rule)
}

test_pass_without_role if {
	given := object.remove(_given("cluster", {}), ["role"])
	control.deny == set() with input as given
	control.unknown == set() with input as given
	not control.notapplicable with input as given
}

test_unknown if {
	given := object.union(
		object.remove(_given("cluster", {}), ["role"]),
		{"role": {"unknown": "unread", "why": "forbidden"}},
	)
	control.deny == set() with input as given
	control.unknown == {{"path": ["role"], "message": "forbidden", "reason": "unread"}} with input as given
}

test_shipped_subjects_do_not_count[note] if {
	some note, subjects in {
		"shipped": [{"kind": "Group", "name": "system:masters", "shipped": true}],
		"none": [],
	}
	given := object.union(
		_given("cluster", _rule(["*"], ["*"], ["*"])),
		{"facts": {"subjects": subjects}},
	)
	control.notapplicable with input as given
	control.deny == set() with input as given
	control.unknown == set() with input as given
}
