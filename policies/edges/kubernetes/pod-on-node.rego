# METADATA
# title: Who owns the node owns its pods
# description: >-
#   Root on a node reads the memory, the files and the tokens of every pod on it. Only a confidential virtual machine
#   would keep something back.
# scope: package
# custom:
#   subject: kubernetes/pod
#   edge: {from: placed, to: contents, cost: none}
package bulkhead.edges.kubernetes.pod_on_node

deny contains {
	"path": ["pod", "spec"],
	"message": "is a pod of the node, which holds all that is in it",
} if {
	input.facts.workload
}
