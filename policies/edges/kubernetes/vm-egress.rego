# METADATA
# title: Machines reach the network outside
# description: >-
#   What no policy keeps in may send what it has anywhere, and attack what is there.
# scope: package
# custom:
#   subject: kubernetes/virtualmachine
#   edge: {from: contents, to: outside, cost: none}
package bulkhead.edges.kubernetes.vm_egress

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["facts", "networkPolicies", "outside"],
	"message": "may open connections out of the cluster",
} if {
	input.facts.networkPolicies.outside == true
}

unknown contains unknown_value.verdict(["facts", "networkPolicies"], input.facts.networkPolicies)

unknown contains unknown_value.verdict(["facts", "networkPolicies", "outside"], input.facts.networkPolicies.outside)
