package bulkhead.kubernetes.nodes_proxy_test

import data.bulkhead.kubernetes.nodes_proxy as control

_given(scope, rule) := {
	"binding": {"roleRef": {"kind": "ClusterRole", "name": "a"}, "subjects": [{"kind": "User", "name": "jane"}]},
	"role": {"rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}, rule]},
	"facts": {"scope": scope},
}

test_fail[note] if {
	some note, rule in {
		"get": {"apiGroups": [""], "resources": ["nodes/proxy"], "verbs": ["get"]},
		"create": {"apiGroups": [""], "resources": ["nodes/proxy"], "verbs": ["create"]},
		"any proxy": {"apiGroups": [""], "resources": ["*/proxy"], "verbs": ["*"]},
		"everything": {"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]},
	}
	control.deny == {{
		"path": ["role", "rules", 1],
		"message": "lets its subjects run commands in any container of any node, through the kubelet",
	}} with input as _given("cluster", rule)
	control.deny == set() with input as _given("namespace", rule)
}

test_pass[note] if {
	some note, rule in {
		"near miss: metrics": {"apiGroups": [""], "resources": ["nodes", "nodes/metrics", "nodes/stats"], "verbs": ["*"]},
		"near miss: pods": {"apiGroups": [""], "resources": ["pods/proxy", "services/proxy"], "verbs": ["*"]},
		"near miss: no wildcard": {"apiGroups": [""], "resources": ["nodes/*"], "verbs": ["get"]},
		"near miss: named": {"apiGroups": [""], "resources": ["nodes/proxy"], "verbs": ["get"], "resourceNames": ["a"]},
		"near miss: deleted": {"apiGroups": [""], "resources": ["nodes/proxy"], "verbs": ["delete"]},
		"absent": {},
	}
	control.deny == set() with input as _given("cluster", rule)
}

test_unknown_role_gives_nothing_in_namespace if {
	given := object.union(object.remove(_given("namespace", {}), ["role"]), {"role": {"unknown": "unread", "why": "forbidden"}})
	control.unknown == set() with input as given
}

test_pass_without_role if {
	given := object.remove(_given("cluster", {}), ["role"])
	control.deny == set() with input as given
	control.unknown == set() with input as given
	not control.notapplicable with input as given
}

test_unknown if {
	given := object.union(object.remove(_given("cluster", {}), ["role"]), {"role": {"unknown": "unread", "why": "forbidden"}})
	control.deny == set() with input as given
	control.unknown == {{"path": ["role"], "message": "forbidden", "reason": "unread"}} with input as given
}

test_shipped_subjects_do_not_count[note] if {
	some note, subjects in {
		"shipped": [{"kind": "Group", "name": "system:masters"}],
		"none": [],
	}
	given := object.union(_given("cluster", {"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}), {"binding": {"subjects": subjects}})
	control.notapplicable with input as given
	control.deny == set() with input as given
	control.unknown == set() with input as given
}
