package bulkhead.kubernetes.network_policy_allows_any_destination_test

import data.bulkhead.kubernetes.network_policy_allows_any_destination as control

_given(rule) := {"networkpolicy": {"spec": {"podSelector": {}, "policyTypes": ["Egress"], "egress": [rule]}}}

test_fail_without_peers[note] if {
	some note, rule in {"empty": {}, "null": {"to": null, "ports": null}, "empty lists": {"to": [], "ports": []}}
	control.deny == {{
		"path": ["networkpolicy", "spec", "egress", 0],
		"message": "has a rule without peers and ports, which allows all traffic to anywhere",
	}} with input as _given(rule)
}

test_fail_by_default if {
	count(control.deny) == 1 with input as {"networkpolicy": {"spec": {"egress": [{}]}}}
	not control.notapplicable with input as {"networkpolicy": {"spec": {"egress": [{}]}}}
}

test_fail_open[note] if {
	some note, peer in {
		"all namespaces": {"namespaceSelector": {}},
		"all pods of them": {"namespaceSelector": {"matchLabels": {}}, "podSelector": {"matchExpressions": []}},
		"all of IPv4": {"ipBlock": {"cidr": "0.0.0.0/0"}},
		"all of IPv6": {"ipBlock": {"cidr": "::/0", "except": []}},
	}
	{d.path | some d in control.deny} == {["networkpolicy", "spec", "egress", 0, "to", 0]} with input as _given({"to": [peer]})
}

test_pass[note] if {
	some note, rule in {
		"near miss: a port": {"ports": [{"port": 443}]},
		"near miss: this namespace": {"to": [{"podSelector": {}}]},
		"near miss: some pods": {"to": [{"namespaceSelector": {}, "podSelector": {"matchLabels": {"app": "a"}}}]},
		"near miss: exceptions": {"to": [{"ipBlock": {"cidr": "0.0.0.0/0", "except": ["10.0.0.0/8"]}}]},
		"a block": {"to": [{"ipBlock": {"cidr": "10.0.0.0/8"}}]},
	}
	control.deny == set() with input as _given(rule)
}

test_absent if {
	control.deny == set() with input as {"networkpolicy": {"spec": {"podSelector": {}, "policyTypes": ["Egress"]}}}
	control.deny == set() with input as {"networkpolicy": {}}
}

test_not_applicable if {
	other := {"networkpolicy": {"spec": {"policyTypes": ["Ingress"], "egress": [{}]}}}
	control.notapplicable with input as other
	control.deny == set() with input as other
}

_denied(facts) := object.union(_given({}), {"facts": {"denied": facts}})

_mark := {"unknown": "not-in-input", "why": "CiliumNetworkPolicy p"}

test_unknown_where_others_decide if {
	control.deny == set() with input as _denied({"toPods": _mark, "toAddresses": _mark})
	control.unknown == {{
		"path": ["networkpolicy", "spec", "egress", 0],
		"message": "CiliumNetworkPolicy p",
		"reason": "not-in-input",
	}} with input as _denied({"toPods": _mark, "toAddresses": _mark})
}

test_pass_denied_before if {
	control.deny == set() with input as _denied({"toPods": true, "toAddresses": true})
	control.unknown == set() with input as _denied({"toPods": true, "toAddresses": true})
	open := _given({"to": [{"namespaceSelector": {}}]})
	control.deny == set() with input as object.union(open, {"facts": {"denied": {"toPods": true, "toAddresses": false}}})
}

test_near_miss_pods_alone_denied if {
	count(control.deny) == 1 with input as _denied({"toPods": true, "toAddresses": false})
}
