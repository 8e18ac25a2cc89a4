# METADATA
# title: A node is a guest of a host
# description: >-
#   A node that is a virtual machine is what the machine's guest is: who owns the node is inside the guest, and who holds
#   the guest owns the node.
# scope: package
# custom:
#   subject: kubernetes/node
#   edge: {from: node, to: domain, cost: none}
package bulkhead.edges.kubernetes.node_is_guest

deny contains {
	"path": ["node", "status", "nodeInfo", "systemUUID"],
	"message": sprintf("is the guest %s, which has the same UUID", [input.facts.domain.name]),
} if {
	_same_uuid
	not input.facts.domain.several
}

deny contains {
	"path": ["node", "metadata", "annotations"],
	"message": sprintf("is the guest %s, which has an interface of the same MAC address", [input.facts.domain.name]),
} if {
	not _same_uuid
	input.facts.domain.mac
	not input.facts.domain.several
}

unknown contains {
	"path": ["node", "status", "nodeInfo", "systemUUID"],
	"message": sprintf("may be the guest %s, as one of several that claim to be it", [input.facts.domain.name]),
	"reason": "not-in-input",
} if {
	input.facts.domain.several
}

notapplicable if not input.facts.domain

_same_uuid if lower(input.node.status.nodeInfo.systemUUID) == input.facts.domain.uuid
