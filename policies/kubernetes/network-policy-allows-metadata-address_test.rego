package bulkhead.kubernetes.network_policy_allows_metadata_address_test

import data.bulkhead.kubernetes.network_policy_allows_metadata_address as control

_given(rule) := {"networkpolicy": {"spec": {"podSelector": {}, "policyTypes": ["Egress"], "egress": [rule]}}}

_block(cidr, except) := {"ipBlock": {"cidr": cidr, "except": except}}

_denied(address) := {{
	"path": ["networkpolicy", "spec", "egress", 0, "to", 0, "ipBlock", "cidr"],
	"message": sprintf("allows egress to a block that holds %s, where clouds give out the node's credentials", [address]),
}}

test_fail[note] if {
	some note, rule in {
		"everything": {"to": [{"ipBlock": {"cidr": "0.0.0.0/0"}}]},
		"the address": {"to": [_block("169.254.169.254/32", null)]},
		"other exceptions": {"to": [_block("0.0.0.0/0", ["10.0.0.0/8", "169.254.169.253/32"])]},
		"the port": {"to": [_block("169.254.0.0/16", [])], "ports": [{"port": 443}, {"port": 80}]},
		"a range": {"to": [_block("169.254.0.0/16", [])], "ports": [{"port": 1, "endPort": 1024}]},
		"a protocol": {"to": [_block("169.254.0.0/16", [])], "ports": [{"protocol": "TCP"}]},
	}
	control.deny == _denied("169.254.169.254") with input as _given(rule)
}

test_fail_ipv6 if {
	control.deny == _denied("fd00:ec2::254") with input as _given({"to": [_block("fd00::/8", [])]})
}

test_pass[note] if {
	some note, rule in {
		"excepted": {"to": [_block("0.0.0.0/0", ["169.254.0.0/16"])]},
		"near miss: its neighbour": {"to": [_block("169.254.169.253/32", [])]},
		"near miss: another port": {"to": [_block("0.0.0.0/0", [])], "ports": [{"port": 443}, {"port": 81, "endPort": 90}]},
		"near miss: UDP": {"to": [_block("0.0.0.0/0", [])], "ports": [{"protocol": "UDP", "port": 80}]},
		"near miss: a named port": {"to": [_block("0.0.0.0/0", [])], "ports": [{"port": "http"}]},
		"pods": {"to": [{"podSelector": {}}]},
	}
	control.deny == set() with input as _given(rule)
}

test_absent if {
	control.deny == set() with input as {"networkpolicy": {"spec": {"podSelector": {}, "policyTypes": ["Egress"]}}}
}

test_not_applicable if {
	other := {"networkpolicy": {"spec": {
		"policyTypes": ["Ingress"],
		"egress": [{"to": [{"ipBlock": {"cidr": "0.0.0.0/0"}}]}],
	}}}
	control.notapplicable with input as other
	control.deny == set() with input as other
}

_everything := _given({"to": [{"ipBlock": {"cidr": "0.0.0.0/0"}}]})

test_unknown_where_others_decide if {
	given := object.union(_everything, {"facts": {"denied": {"toMetadata": {"169.254.169.254": {
		"unknown": "not-in-input",
		"why": "CiliumNetworkPolicy p",
	}}}}})
	control.deny == set() with input as given
	control.unknown == {{
		"path": ["networkpolicy", "spec", "egress", 0, "to", 0, "ipBlock", "cidr"],
		"message": "CiliumNetworkPolicy p",
		"reason": "not-in-input",
	}} with input as given
}

test_pass_denied_before if {
	given := object.union(_everything, {"facts": {"denied": {"toMetadata": {"169.254.169.254": true}}}})
	control.deny == set() with input as given
	control.unknown == set() with input as given
}

test_near_miss_another_denied_before if {
	given := object.union(_everything, {"facts": {"denied": {"toMetadata": {"169.254.169.254": false, "fd00:ec2::254": true}}}})
	control.deny == _denied("169.254.169.254") with input as given
}
