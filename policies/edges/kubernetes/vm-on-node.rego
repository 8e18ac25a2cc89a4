# METADATA
# title: Who owns the node owns its machines
# description: >-
#   Root on a node holds the process that runs a machine there.
# scope: package
# custom:
#   subject: kubernetes/virtualmachine
#   edge: {from: placed, to: vmm, cost: none}
package bulkhead.edges.kubernetes.vm_on_node

deny contains {"path": ["virtualmachine", "spec"], "message": "runs in a process of the node"} if {
	input.virtualmachine.spec
}
