# METADATA
# title: Network policies must not rely on a plugin that ignores them
# description: >-
#   The API server takes every NetworkPolicy, and whether it does anything is up to the network plugin. Flannel
#   connects pods and leaves policies to others: in a cluster where nothing else works on the nodes' network, each
#   policy is a wall on paper. The question arises only where Flannel's DaemonSet runs without a container that
#   enforces policies, no other DaemonSet has the nodes' network but kube-proxy, and the nodes are not of k3s or
#   RKE2, which bring an enforcer. What other plugins enforce no API shows.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites
#     description: What network policies need
# custom:
#   severity: high
#   subject: kubernetes/networkpolicy
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Turn on the enforcer of Flannel's chart (netpol.enabled), or use a plugin that enforces policies.
#   frameworks:
#     cis-kubernetes-1.12: ["5.3.1"]
#     nsa: [network-policies]
#     nist-800-190: ["4.3.3"]
#     nist-800-53r5: [ac-4, sc-7]
#     bsi-app-4.4: [A7, A18]
package bulkhead.kubernetes.network_policy_not_enforced

deny contains {
	"path": ["networkpolicy", "spec"],
	"message": sprintf("is enforced by nobody, as %s connects the pods and ignores it", [input.facts.ignoredBy]),
} if {
	_known
}

notapplicable if not _known

_known if is_string(input.facts.ignoredBy)
