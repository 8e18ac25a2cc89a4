# METADATA
# title: Machines reach what network policies leave open
# description: >-
#   To its network a machine is the pod that it runs in: policies that select the pod hold it.
# scope: package
# custom:
#   subject: kubernetes/virtualmachine
#   edge: {from: contents, to: traffic, cost: service}
package bulkhead.edges.kubernetes.vm_traffic

deny contains {
	"path": ["virtualmachine", "spec"],
	"message": "may open connections to the pods that network policies let it reach",
} if {
	input.virtualmachine.spec
}
