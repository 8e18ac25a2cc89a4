# METADATA
# title: Pods reach what network policies leave open
# description: >-
#   A connection that policies let through is a way for a bug in whatever answers it. Whether something listens there is
#   not asked.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/network-policies/
#     description: Network policies
# custom:
#   subject: kubernetes/pod
#   edge: {from: contents, to: traffic, cost: service}
package bulkhead.edges.kubernetes.pod_traffic

deny contains {
	"path": ["facts", "networkPolicies", "egress"],
	"message": "may open connections to the pods that network policies let it reach",
} if {
	input.facts.workload
}
