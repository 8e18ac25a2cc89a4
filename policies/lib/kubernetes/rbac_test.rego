package bulkhead.lib.kubernetes.rbac_test

import data.bulkhead.lib.kubernetes.rbac

_rule := {"apiGroups": ["apps"], "resources": ["deployments"], "verbs": ["get", "create"]}

_judged := {"subjects": [{}]}

test_allows[note] if {
	some note, rule in {
		"literals": {"apiGroups": ["", ""], "resources": ["x", "pods/exec"], "verbs": ["get", "create"]},
		"every verb": {"apiGroups": [""], "resources": ["pods/exec"], "verbs": ["*"]},
		"every group": {"apiGroups": ["*"], "resources": ["pods/exec"], "verbs": ["create"]},
		"every resource": {"apiGroups": [""], "resources": ["*"], "verbs": ["create"]},
		"subresource of every resource": {"apiGroups": [""], "resources": ["*/exec"], "verbs": ["create"]},
		"no names": {"apiGroups": [""], "resources": ["pods/exec"], "verbs": ["create"], "resourceNames": []},
		"null names": {"apiGroups": [""], "resources": ["pods/exec"], "verbs": ["create"], "resourceNames": null},
	}
	rbac.allows(rule, "create", "", "pods/exec")
}

test_does_not_allow[note] if {
	some note, rule in {
		"other verb": {"apiGroups": [""], "resources": ["pods/exec"], "verbs": ["get"]},
		"other group": {"apiGroups": ["apps"], "resources": ["pods/exec"], "verbs": ["create"]},
		"the resource itself": {"apiGroups": [""], "resources": ["pods"], "verbs": ["create"]},
		"no wildcard": {"apiGroups": [""], "resources": ["pods/*"], "verbs": ["create"]},
		"no wildcard either": {"apiGroups": [""], "resources": ["*/*"], "verbs": ["create"]},
		"named": {"apiGroups": [""], "resources": ["pods/exec"], "verbs": ["create"], "resourceNames": ["a"]},
		"an empty name": {"apiGroups": [""], "resources": ["pods/exec"], "verbs": ["create"], "resourceNames": [""]},
		"URLs": {"nonResourceURLs": ["*"], "verbs": ["*"]},
		"nothing": {},
		"nulls": {"apiGroups": null, "resources": null, "verbs": null},
	}
	not rbac.allows(rule, "create", "", "pods/exec")
}

test_subresource_does_not_allow_resource if {
	not rbac.allows({"apiGroups": [""], "resources": ["pods/exec", "*/exec"], "verbs": ["*"]}, "create", "", "pods")
}

test_names if {
	named := object.union(_rule, {"resourceNames": ["a"]})
	rbac.matches(named, "create", "apps", "deployments")
	not rbac.allows(named, "create", "apps", "deployments")
	nameless := object.union(_rule, {"resourceNames": [""]})
	rbac.allows(nameless, "create", "apps", "deployments")
	not rbac.allows(nameless, "get", "apps", "deployments")
}

test_allows_everything if {
	rbac.allows_everything({"apiGroups": ["*"], "resources": ["*"], "verbs": ["get", "*"]})
	not rbac.allows_everything({"apiGroups": ["*"], "resources": ["*"], "verbs": ["get"]})
	not rbac.allows_everything({"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"], "resourceNames": ["a"]})
	not rbac.allows_everything({"nonResourceURLs": ["*"], "verbs": ["*"]})
}

test_grants if {
	rbac.grants == {{"path": ["role", "rules", 0], "rule": _rule}} with input as {
		"facts": _judged,
		"role": {"rules": [_rule]},
	}
	rbac.grants == set() with input as {"facts": _judged}
	rbac.grants == set() with input as {"facts": _judged, "role": {"rules": null}}
	rbac.grants == set() with input as {
		"role": {"rules": [_rule]},
		"facts": {"subjects": [{"kind": "Group", "name": "system:masters", "shipped": true}]},
	}
	rbac.grants == set() with input as {"facts": {"subjects": []}, "role": {"rules": [_rule]}}
	rbac.grants == set() with input as {"binding": {}, "role": {"rules": [_rule]}}
}

test_grants_of_cluster_admin if {
	facts := object.union(_judged, {"shippedRole": "cluster-admin"})
	by_name := {{
		"path": ["binding", "roleRef", "name"],
		"rule": {"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]},
	}}
	rbac.grants == by_name with input as {"facts": facts}
	rbac.grants == by_name with input as {"facts": facts, "role": {"unknown": "not-in-input", "why": "no roles"}}
	rbac.grants == {{"path": ["role", "rules", 0], "rule": _rule}} with input as {
		"facts": facts,
		"role": {"rules": [_rule]},
	}
}

test_only_added_rules_are_granted_as_shipped if {
	given := {
		"role": {"rules": [_rule, {"verbs": ["get"]}]},
		"facts": {"subjects": [{"shipped": true}], "addedRules": [1]},
	}
	rbac.grants == {{"path": ["role", "rules", 1], "rule": {"verbs": ["get"]}}} with input as given
	rbac.grants == {
		{"path": ["role", "rules", 0], "rule": _rule},
		{"path": ["role", "rules", 1], "rule": {"verbs": ["get"]}},
	} with input as object.union(
		given,
		{"facts": {"subjects": [{"shipped": true}, {}]}},
	)
	unread := {"unknown": "unread", "why": "forbidden"}
	rbac.unclear == {{"path": ["role"], "message": "forbidden", "reason": "unread"}} with input as {
		"role": unread,
		"facts": {"subjects": [{"shipped": true}], "addedRules": unread},
	}
}

test_unclear if {
	role := {"unknown": "unread", "why": "forbidden"}
	rbac.unclear == {{"path": ["role"], "message": "forbidden", "reason": "unread"}} with input as {
		"facts": _judged,
		"role": role,
	}
	rbac.unclear == {{"path": ["role", "rules"], "message": "forbidden", "reason": "unread"}} with input as {
		"facts": _judged,
		"role": {"rules": role},
	}
	rbac.unclear == {{"path": ["role", "rules", 1], "message": "forbidden", "reason": "unread"}} with input as {
		"facts": _judged,
		"role": {"rules": [_rule, role]},
	}
	rbac.unclear == set() with input as {"facts": _judged, "role": {"rules": [_rule]}}
	rbac.unclear == set() with input as {"facts": _judged}
	rbac.unclear == set() with input as {
		"role": role,
		"facts": {"subjects": [{"kind": "Group", "name": "system:masters", "shipped": true}]},
	}
	rbac.unclear == set() with input as {
		"facts": object.union(_judged, {"shippedRole": "cluster-admin"}),
		"role": role,
	}
}

test_scope if {
	rbac.by_scope("all", "one") == "all" with input.facts.scope as "cluster"
	rbac.by_scope("all", "one") == "one" with input.facts.scope as "namespace"
}
