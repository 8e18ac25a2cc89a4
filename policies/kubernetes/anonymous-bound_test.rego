package bulkhead.kubernetes.anonymous_bound_test

import data.bulkhead.kubernetes.anonymous_bound as control

_given(scope, rule) := {
	"role": {"rules": [rule]},
	"facts": {
		"scope": scope,
		"subjects": [{"kind": "Group", "name": "system:authenticated"}, {"kind": "Group", "name": "system:unauthenticated"}],
	},
}

_denied(message, severity) := {{
	"path": ["binding", "subjects", 1, "name"],
	"message": message,
	"severity": severity,
}}

test_fail if {
	rule := {"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}
	control.deny == _denied(
		"gives rights in the whole cluster to everyone, without credentials",
		"critical",
	) with input as _given("cluster", rule)
	control.deny == _denied(
		"gives rights in its namespace to everyone, without credentials",
		"high",
	) with input as _given("namespace", rule)
}

test_fail_user if {
	given := object.union(
		_given("cluster", {"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}),
		{"facts": {"subjects": [{"kind": "User", "name": "system:anonymous"}]}},
	)
	control.deny == {{
		"path": ["binding", "subjects", 0, "name"],
		"message": "gives rights in the whole cluster to everyone, without credentials",
		"severity": "critical",
	}} with input as given
}

test_fail_addresses if {
	rule := {"nonResourceURLs": ["/healthz", "/metrics"], "verbs": ["get"]}
	control.deny == _denied(
		"opens addresses of the API server to everyone, without credentials",
		"medium",
	) with input as _given("cluster", rule)
	control.deny == set() with input as _given("namespace", rule)
}

test_fail_cluster_admin if {
	given := {
		"role": {"unknown": "unread", "why": "forbidden"},
		"facts": {
			"scope": "cluster",
			"shippedRole": "cluster-admin",
			"subjects": [{}, {"kind": "Group", "name": "system:unauthenticated"}],
		},
	}
	control.deny == _denied("gives rights in the whole cluster to everyone, without credentials", "critical") with input as given
	control.unknown == set() with input as given
}

test_pass[note] if {
	some note, rule in {
		"public addresses": {"nonResourceURLs": ["/healthz", "/livez", "/readyz", "/version", "/version/"], "verbs": ["get"]},
		"the token issuer's keys": {"nonResourceURLs": ["/openid/v1/jwks"], "verbs": ["get"]},
		"cluster-info": {"apiGroups": [""], "resources": ["configmaps"], "resourceNames": ["cluster-info"], "verbs": ["get"]},
		"near miss: no verbs": {"apiGroups": [""], "resources": ["pods"], "verbs": []},
		"absent": {},
	}
	control.deny == set() with input as _given("cluster", rule)
	control.unknown == set() with input as _given("cluster", rule)
	not control.notapplicable with input as _given("cluster", rule)
}

test_near_misses_of_cluster_info_fail[note] if {
	some note, rule in {
		"another map": {"apiGroups": [""], "resources": ["configmaps"], "resourceNames": ["cluster-info", "a"], "verbs": ["get"]},
		"all maps": {"apiGroups": [""], "resources": ["configmaps"], "verbs": ["get"]},
		"written": {"apiGroups": [""], "resources": ["configmaps"], "resourceNames": ["cluster-info"], "verbs": ["get", "update"]},
	}
	control.deny == _denied(
		"gives rights in its namespace to everyone, without credentials",
		"high",
	) with input as _given("namespace", rule)
}

test_not_applicable[note] if {
	some note, subjects in {
		"none": [],
		"everyone with credentials": [{"kind": "Group", "name": "system:authenticated"}],
		"namesakes": [{"kind": "Group", "name": "system:anonymous"}, {"kind": "User", "name": "system:unauthenticated"}],
	}
	given := object.union(
		_given("cluster", {"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}),
		{"facts": {"subjects": subjects}},
	)
	control.notapplicable with input as given
	control.deny == set() with input as given
	control.unknown == set() with input as given
}

test_unknown if {
	given := object.union(
		object.remove(_given("cluster", {}), ["role"]),
		{"role": {"unknown": "not-in-input", "why": "no roles"}},
	)
	control.deny == set() with input as given
	control.unknown == {{"path": ["role"], "message": "no roles", "reason": "not-in-input"}} with input as given
	control.unknown == set() with input as object.union(given, {"facts": {"shippedRole": "system:public-info-viewer"}})
}
