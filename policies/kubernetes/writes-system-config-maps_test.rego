package bulkhead.kubernetes.writes_system_config_maps_test

import data.bulkhead.kubernetes.writes_system_config_maps as control

_rule(groups, resources, verbs) := {"apiGroups": groups, "resources": resources, "verbs": verbs}

_given(scope, namespace, rule) := {
	"binding": {
		"metadata": {"namespace": namespace},
		"roleRef": {"kind": "ClusterRole", "name": "a"},
	},
	"role": {"rules": [_rule([""], ["pods"], ["get"]), rule]},
	"facts": {"subjects": [{}], "scope": scope},
}

_denied := {{
	"path": ["role", "rules", 1],
	"message": "lets its subjects write what configures the cluster's DNS and proxies",
}}

test_fail[verb] if {
	some verb in ["create", "update", "patch", "*"]
	control.deny == _denied with input as _given("cluster", "", _rule([""], ["configmaps"], [verb]))
	control.deny == _denied with input as _given("namespace", "kube-system", _rule([""], ["configmaps"], [verb]))
}

test_fail_by_name if {
	rule := object.union(_rule([""], ["configmaps"], ["patch"]), {"resourceNames": ["a", "coredns"]})
	control.deny == _denied with input as _given("namespace", "kube-system", rule)
}

test_pass[note] if {
	some note, rule in {
		"near miss: read": _rule([""], ["configmaps"], ["get", "list", "watch", "delete"]),
		"near miss: other group": _rule(["apps"], ["configmaps"], ["update"]),
		"near miss: another name": object.union(_rule([""], ["configmaps"], ["update"]), {"resourceNames": ["mine"]}),
		"near miss: a name can't be created": object.union(_rule([""], ["configmaps"], ["create"]), {"resourceNames": ["coredns"]}),
		"absent": {},
	}
	control.deny == set() with input as _given("cluster", "", rule)
	control.unknown == set() with input as _given("cluster", "", rule)
}

test_pass_elsewhere if {
	control.deny == set() with input as _given("namespace", "shop", _rule([""], ["configmaps"], ["*"]))
}

test_unknown if {
	role := {"unknown": "unread", "why": "forbidden"}
	given := object.union(object.remove(_given("cluster", "", {}), ["role"]), {"role": role})
	control.deny == set() with input as given
	control.unknown == {{"path": ["role"], "message": "forbidden", "reason": "unread"}} with input as given
}

test_shipped_subjects_do_not_count if {
	given := object.union(
		_given("cluster", "", _rule(["*"], ["*"], ["*"])),
		{"facts": {"subjects": [{"shipped": true}]}},
	)
	control.notapplicable with input as given
	control.deny == set() with input as given
}
