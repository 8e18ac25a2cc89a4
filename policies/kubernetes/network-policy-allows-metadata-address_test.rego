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

_in(clouds, cidr, except) := object.union(
	_given({"to": [_block(cidr, except)]}),
	{"facts": {"clouds": clouds}},
)

test_fail_where_the_cloud_is_known[note] if {
	some note, expected in {
		"alicloud": ["100.64.0.0/10", "100.100.100.200"],
		"aws": ["::/0", "fd00:ec2::254"],
		"azure": ["168.63.129.0/24", "168.63.129.16"],
		"gce": ["fd20:ce::/32", "fd20:ce::254"],
		"linode": ["::/0", "fd00:a9fe:a9fe::1"],
		"oci": ["::/0", "fd00:c1::a9fe:a9fe"],
		"openstack": ["169.254.0.0/16", "169.254.169.254"],
		"scaleway": ["169.254.0.0/16", "169.254.42.42"],
	}
	control.deny == _denied(expected[1]) with input as _in([note], expected[0], [])
}

test_near_miss_of_other_clouds[note] if {
	some note, given in {
		"its own address is excepted": _in(["aws"], "0.0.0.0/0", ["169.254.169.254/32"]),
		"Alibaba's nodes": _in(["alicloud"], "169.254.0.0/16", []),
		"no cloud, and another's address": _in([], "100.64.0.0/10", []),
	}
	control.deny == set() with input as given
	control.unknown == set() with input as given
}

test_clouds_that_are_not_known_have_what_most_have if {
	control.deny == _denied("169.254.169.254") with input as _in(["kind"], "169.254.0.0/16", [])
	control.deny == _denied("169.254.169.254") with input as _in(["aws", "kind"], "169.254.0.0/16", [])
}

_unread := {"unknown": "unread", "why": "nodes: denied"}

test_unknown_where_the_nodes_are_unread if {
	given := _in(_unread, "0.0.0.0/0", ["169.254.169.254/32"])
	control.deny == set() with input as given
	control.unknown == {{
		"path": ["networkpolicy", "spec", "egress", 0, "to", 0, "ipBlock", "cidr"],
		"message": "nodes: denied",
		"reason": "unread",
	}} with input as given
}

test_near_miss_in_files if {
	given := _in({"unknown": "not-in-input", "why": "no nodes"}, "0.0.0.0/0", ["169.254.169.254/32"])
	control.deny == set() with input as given
	control.unknown == set() with input as given
}
