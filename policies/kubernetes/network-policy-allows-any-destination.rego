# METADATA
# title: Network policies must not let all destinations through
# description: >-
#   A policy that selects a pod isolates it, and each rule opens it again. A rule without peers, with all
#   namespaces, or with a block of all addresses, and without ports, gives back what the policy took away: all
#   traffic of that direction is allowed, though every check for the presence of a policy passes. Whoever takes
#   over a pod can call home, send data away and try every service of the cluster. A rule that names ports is not
#   judged: public services need that. What an AdminNetworkPolicy or ClusterNetworkPolicy denies before is not open.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/network-policies/
#     description: Network policies
# custom:
#   severity: medium
#   subject: kubernetes/networkpolicy
#   wall: network
#   dimension: isolation
#   remediation: >-
#     List in the rule the pods, namespaces or blocks that it is for, and the ports.
#   frameworks:
#     cis-kubernetes-1.12: ["5.3.2"]
#     nsa: [network-policies]
#     mitre-containers: [T1046]
#     nist-800-190: ["4.3.3"]
#     nist-800-53r5: [ac-4, sc-7]
#     bsi-app-4.4: [A7, A18]
package bulkhead.kubernetes.network_policy_allows_any_destination

import data.bulkhead.lib.kubernetes.denied

deny contains {"path": rule.path, "message": rule.message} if {
	some rule in _open
	denied.opens(rule.kinds)
}

unknown contains remark if {
	some rule in _open
	some remark in denied.unclear(rule.kinds, rule.path)
}

notapplicable if not _applies

_open contains {
	"path": ["networkpolicy", "spec", "egress", i],
	"message": "has a rule without peers and ports, which allows all traffic to anywhere",
	"kinds": {"toAddresses", "toPods"},
} if {
	_applies
	some i, rule in input.networkpolicy.spec.egress
	_all_ports(rule)
	_empty(object.get(rule, "to", null))
}

_open contains {
	"path": ["networkpolicy", "spec", "egress", i, "to", j],
	"message": opens.message,
	"kinds": {opens.kind},
} if {
	_applies
	some i, rule in input.networkpolicy.spec.egress
	_all_ports(rule)
	some j, peer in rule.to
	opens := _opens(peer)
}

_applies if {
	some direction in input.networkpolicy.spec.policyTypes
	direction == "Egress"
}

# The API's default.
_applies if _empty(object.get(input.networkpolicy.spec, "policyTypes", null))

_all_ports(rule) if _empty(object.get(rule, "ports", null))

_empty(list) if list in {null, []}

_opens(peer) := {"kind": "toPods", "message": "allows traffic to every pod of the cluster"} if {
	is_object(peer.namespaceSelector)
	_selects_all(peer.namespaceSelector)
	_selects_all(object.get(peer, "podSelector", null))
}

_opens(peer) := {"kind": "toAddresses", "message": "allows traffic to every address"} if {
	peer.ipBlock.cidr in {"0.0.0.0/0", "::/0"}
	_empty(object.get(peer.ipBlock, "except", null))
}

_selects_all(null)

_selects_all(selector) if {
	object.get(selector, "matchLabels", null) in {null, {}}
	_empty(object.get(selector, "matchExpressions", null))
}
