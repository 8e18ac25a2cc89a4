# METADATA
# title: Network policies must select pods
# description: >-
#   A policy whose selector fits no pod and no workload of its namespace isolates nothing. Mostly a label was
#   misspelt or renamed, and those who wrote the policy believe in a wall that is not there. An empty selector is
#   for all pods to come and is not judged. Pods of their node's network do not count, as no policy holds them.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/network-policies/
#     description: Network policies
# custom:
#   severity: low
#   subject: kubernetes/networkpolicy
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Correct the selector, or delete the policy.
#   frameworks:
#     cis-kubernetes-1.12: ["5.3.2"]
#     nsa: [network-policies]
#     mitre-containers: [T1046]
#     nist-800-190: ["4.3.3"]
#     nist-800-53r5: [ac-4, sc-7]
#     bsi-app-4.4: [A7, A18]
package bulkhead.kubernetes.network_policy_selects_nothing

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["networkpolicy", "spec", "podSelector"],
	"message": "selects no pod and no workload of its namespace",
} if {
	not notapplicable
	input.facts.selectsPods == false
}

unknown contains unknown_value.verdict(["facts", "selectsPods"], input.facts.selectsPods) if not notapplicable

notapplicable if not _is_picky

_is_picky if count(input.networkpolicy.spec.podSelector.matchLabels) > 0

_is_picky if count(input.networkpolicy.spec.podSelector.matchExpressions) > 0
