package bulkhead.kubernetes.network_policy_allows_any_source_test

import data.bulkhead.kubernetes.network_policy_allows_any_source as control

_given(rule) := {"networkpolicy": {"spec": {"podSelector": {}, "policyTypes": ["Ingress"], "ingress": [rule]}}}

test_fail_without_peers[note] if {
	some note, rule in {"empty": {}, "null": {"from": null, "ports": null}, "empty lists": {"from": [], "ports": []}}
	control.deny == {{
		"path": ["networkpolicy", "spec", "ingress", 0],
		"message": "has a rule without peers and ports, which allows all traffic from anywhere",
	}} with input as _given(rule)
}

test_fail_by_default if {
	count(control.deny) == 1 with input as {"networkpolicy": {"spec": {"ingress": [{}]}}}
	not control.notapplicable with input as {"networkpolicy": {"spec": {"ingress": [{}]}}}
}

test_fail_open[note] if {
	some note, peer in {
		"all namespaces": {"namespaceSelector": {}},
		"all pods of them": {"namespaceSelector": {"matchLabels": {}}, "podSelector": {"matchExpressions": []}},
		"all of IPv4": {"ipBlock": {"cidr": "0.0.0.0/0"}},
		"all of IPv6": {"ipBlock": {"cidr": "::/0", "except": []}},
	}
	{d.path | some d in control.deny} == {["networkpolicy", "spec", "ingress", 0, "from", 0]} with input as _given({"from": [peer]})
}

test_pass[note] if {
	some note, rule in {
		"near miss: a port": {"ports": [{"port": 443}]},
		"near miss: this namespace": {"from": [{"podSelector": {}}]},
		"near miss: some pods": {"from": [{"namespaceSelector": {}, "podSelector": {"matchLabels": {"app": "a"}}}]},
		"near miss: exceptions": {"from": [{"ipBlock": {"cidr": "0.0.0.0/0", "except": ["10.0.0.0/8"]}}]},
		"a block": {"from": [{"ipBlock": {"cidr": "10.0.0.0/8"}}]},
	}
	control.deny == set() with input as _given(rule)
}

test_absent if {
	control.deny == set() with input as {"networkpolicy": {"spec": {"podSelector": {}, "policyTypes": ["Ingress"]}}}
	control.deny == set() with input as {"networkpolicy": {}}
}

test_not_applicable if {
	other := {"networkpolicy": {"spec": {"policyTypes": ["Egress"], "ingress": [{}]}}}
	control.notapplicable with input as other
	control.deny == set() with input as other
}

_denied(facts) := object.union(_given({}), {"facts": {"denied": facts}})

_mark := {"unknown": "not-in-input", "why": "CiliumNetworkPolicy p"}

test_unknown_where_others_decide if {
	control.deny == set() with input as _denied({"fromPods": _mark, "fromAddresses": _mark})
	control.unknown == {{
		"path": ["networkpolicy", "spec", "ingress", 0],
		"message": "CiliumNetworkPolicy p",
		"reason": "not-in-input",
	}} with input as _denied({"fromPods": _mark, "fromAddresses": _mark})
}

test_pass_denied_before if {
	control.deny == set() with input as _denied({"fromPods": true, "fromAddresses": true})
	control.unknown == set() with input as _denied({"fromPods": true, "fromAddresses": true})
	open := _given({"from": [{"namespaceSelector": {}}]})
	control.deny == set() with input as object.union(open, {"facts": {"denied": {"fromPods": true, "fromAddresses": false}}})
}

test_near_miss_pods_alone_denied if {
	count(control.deny) == 1 with input as _denied({"fromPods": true, "fromAddresses": false})
}
