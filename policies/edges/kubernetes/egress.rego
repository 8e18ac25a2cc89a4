# METADATA
# title: Pods reach the network outside
# description: >-
#   What no policy keeps in may send what it has anywhere, and attack what is there.
# scope: package
# custom:
#   subject: kubernetes/pod
#   edge: {from: contents, to: outside, cost: none}
package bulkhead.edges.kubernetes.egress

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["facts", "networkPolicies", "egress"],
	"message": "may open connections to anywhere: no network policy holds what it sends",
} if {
	input.facts.networkPolicies.egress == false
}

unknown contains {
	"path": ["facts", "networkPolicies", "egress"],
	"message": "is held by network policies, and what outside the cluster they let through is not weighed",
	"reason": "not-in-input",
} if {
	input.facts.networkPolicies.egress == true
}

unknown contains unknown_value.verdict(["facts", "networkPolicies"], input.facts.networkPolicies)
