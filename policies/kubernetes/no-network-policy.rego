# METADATA
# title: Pods must be isolated by network policies for ingress and egress
# description: >-
#   Where no network policy selects a pod for a direction, all traffic of that direction is allowed: any pod of any
#   namespace may connect to it, and it may connect to anything. An AdminNetworkPolicy or ClusterNetworkPolicy may
#   deny it nevertheless, to other pods for ingress and to everything for egress, or let all in that a network
#   policy keeps out. Policies do not apply to pods of the node's network, so nothing holds those. Whether the
#   network plugin enforces policies at all is not asked here.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/network-policies/
#     description: Network policies
# custom:
#   severity: high
#   subject: kubernetes/pod
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Add a policy to the namespace that selects all pods and denies ingress and egress, then allow what is needed.
#     Take pods off the node's network.
#   frameworks:
#     cis-kubernetes-1.12: ["5.3.2"]
#     nsa: [network-policies]
#     mitre-containers: [T1046]
#     nist-800-190: ["4.3.3", "4.4.2"]
#     nist-800-53r5: [ac-4, sc-7]
#     bsi-app-4.4: [A7, A18]
#     bsi-sys-1.6: [A5]
package bulkhead.kubernetes.no_network_policy

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["facts", "networkPolicies", "ingress"],
	"message": "is isolated by no network policy for ingress: what none denies may connect to it",
	"expected": true,
} if {
	input.facts.networkPolicies.ingress == false
	not _on_node
}

deny contains {
	"path": ["facts", "networkPolicies", "egress"],
	"message": "is isolated by no network policy for egress: it may connect to what none denies",
	"expected": true,
} if {
	input.facts.networkPolicies.egress == false
	not _on_node
}

deny contains {
	"path": ["pod", "spec", "hostNetwork"],
	"message": "shares the node's network, where network policies do not apply",
	"expected": false,
} if {
	_on_node
}

unknown contains unknown_value.verdict(["facts", "networkPolicies"], input.facts.networkPolicies) if not _on_node

unknown contains {
	"path": ["facts", "networkPolicies"],
	"message": "the network policies that select it are not known",
	"reason": "not-in-input",
} if {
	not _known
	not _explained
	not _on_node
}

_known if {
	is_boolean(input.facts.networkPolicies.ingress)
	is_boolean(input.facts.networkPolicies.egress)
}

_explained if unknown_value.is_unknown(input.facts.networkPolicies)

_on_node if input.pod.spec.hostNetwork == true
