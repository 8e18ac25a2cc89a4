package bulkhead.kubernetes.approves_certificates_test

import data.bulkhead.kubernetes.approves_certificates as control

_rule(resources, verbs) := {"apiGroups": ["certificates.k8s.io"], "resources": resources, "verbs": verbs}

_signer(verb, name) := object.union(_rule(["signers"], [verb]), {"resourceNames": [name]})

_given(scope, rules) := {
	"role": {"rules": rules},
	"facts": {"subjects": [{}], "scope": scope},
}

_approval := _rule(["certificatesigningrequests/approval"], ["update"])

_approves := {"path": ["role", "rules", 1], "message": "lets its subjects approve certificates of any user or node"}

test_fail[note] if {
	some note, rule in {
		"any signer": _rule(["signers"], ["approve"]),
		"clients": _signer("approve", "kubernetes.io/kube-apiserver-client"),
		"kubelets": _signer("approve", "kubernetes.io/kube-apiserver-client-kubelet"),
		"domain": _signer("approve", "kubernetes.io/*"),
	}
	control.deny == {_approves} with input as _given("cluster", [_approval, rule])
}

test_fail_by_signing if {
	signs := {"path": ["role", "rules", 1], "message": "lets its subjects sign certificates of any user or node"}
	control.deny == {signs} with input as _given(
		"cluster",
		[_rule(["certificatesigningrequests/status"], ["patch"]), _rule(["signers"], ["sign"])],
	)
}

test_fail_by_everything if {
	rules := [{"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}]
	{finding.path | some finding in control.deny} == {["role", "rules", 0]} with input as _given("cluster", rules)
}

test_pass[note] if {
	some note, rules in {
		"near miss: approval alone": [_approval],
		"near miss: signer alone": [_rule(["signers"], ["approve"])],
		"near miss: signs what it may approve": [_approval, _rule(["signers"], ["sign"])],
		"near miss: own signer": [_approval, _signer("approve", "example.com/mine")],
		"near miss: serving certificates": [_approval, _signer("approve", "kubernetes.io/kubelet-serving")],
		"near miss: other group": [_approval, {"apiGroups": [""], "resources": ["signers"], "verbs": ["approve"]}],
		"near miss: requests": [_rule(["certificatesigningrequests"], ["*"]), _rule(["signers"], ["approve"])],
		"absent": [{}],
	}
	control.deny == set() with input as _given("cluster", rules)
	control.unknown == set() with input as _given("cluster", rules)
}

test_pass_in_namespace if {
	control.deny == set() with input as _given("namespace", [_approval, _rule(["signers"], ["approve"])])
}

test_unknown if {
	role := {"unknown": "unread", "why": "forbidden"}
	given := object.union(object.remove(_given("cluster", []), ["role"]), {"role": role})
	control.deny == set() with input as given
	control.unknown == {{"path": ["role"], "message": "forbidden", "reason": "unread"}} with input as given
}

test_shipped_subjects_do_not_count if {
	given := object.union(
		_given("cluster", [_approval, _rule(["signers"], ["approve"])]),
		{"facts": {"subjects": [{"shipped": true}]}},
	)
	control.notapplicable with input as given
	control.deny == set() with input as given
}
