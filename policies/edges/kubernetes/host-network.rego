# METADATA
# title: A pod of its node's network is outside
# description: >-
#   A pod with hostNetwork listens at the node's address, where the network reaches it past all policies.
# scope: package
# custom:
#   subject: kubernetes/pod
#   edge: {from: outside, to: workload, cost: service}
package bulkhead.edges.kubernetes.host_network

deny contains {"path": ["pod", "spec", "hostNetwork"], "message": "listens on its node's network"} if {
	input.pod.spec.hostNetwork == true
}
