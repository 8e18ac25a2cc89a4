package bulkhead.kubernetes.redirects_traffic_test

import data.bulkhead.kubernetes.redirects_traffic as control

_rule(groups, resources, verbs) := {"apiGroups": groups, "resources": resources, "verbs": verbs}

_given(scope, rule) := {
	"role": {"rules": [_rule([""], ["pods"], ["watch"]), rule]},
	"facts": {"subjects": [{}], "scope": scope, "minor": 37},
}

_denied(message, severity) := {{"path": ["role", "rules", 1], "message": message, "severity": severity}}

# By API group and resource.
_dangerous := {
	"": {
		"endpoints": ["create", "update", "patch", "delete", "deletecollection"],
		"services": ["create", "update", "patch", "delete", "deletecollection"],
	},
	"discovery.k8s.io": {"endpointslices": ["create", "update", "patch", "delete", "deletecollection"]},
	"gateway.networking.k8s.io": {
		"grpcroutes": ["create", "update", "patch", "delete", "deletecollection"],
		"httproutes": ["create", "update", "patch", "delete", "deletecollection"],
		"referencegrants": ["create", "update", "patch", "delete", "deletecollection"],
		"tcproutes": ["create", "update", "patch", "delete", "deletecollection"],
		"tlsroutes": ["create", "update", "patch", "delete", "deletecollection"],
		"udproutes": ["create", "update", "patch", "delete", "deletecollection"],
	},
	"networking.k8s.io": {
		"ingresses": ["create", "update", "patch", "delete", "deletecollection"],
		"networkpolicies": ["create", "update", "patch", "delete", "deletecollection"],
	},
}

_everywhere := _denied(
	"lets its subjects redirect traffic or open network policies in the whole cluster",
	"medium",
)

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

test_fail_in_namespace if {
	expected := _denied(
		"lets its subjects redirect traffic or open network policies in its namespace",
		"low",
	)
	control.deny == expected with input as _given(
		"namespace",
		_rule([""], ["endpoints"], ["create"]),
	)
}

test_pass[note] if {
	some note, rule in {
		"near miss: read": _rule([""], ["services", "endpoints"], ["get", "list", "watch"]),
		"near miss: other group": _rule(["apps"], ["services"], ["create"]),
		"near miss: status": _rule(["networking.k8s.io"], ["ingresses/status"], ["update"]),
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
