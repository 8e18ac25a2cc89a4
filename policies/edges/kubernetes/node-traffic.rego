# METADATA
# title: Nodes reach pods over their network
# description: >-
#   Whoever owns a node opens connections from it to pods of the whole cluster.
# scope: package
# custom:
#   subject: kubernetes/node
#   edge: {from: node, to: traffic, cost: service}
package bulkhead.edges.kubernetes.node_traffic

deny contains {
	"path": ["node", "metadata", "name"],
	"message": "may open connections to all pods that no network policy holds",
} if {
	input.node.metadata.name
}
