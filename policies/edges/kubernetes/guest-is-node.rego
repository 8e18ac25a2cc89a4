# METADATA
# title: A guest is a cluster's node
# description: >-
#   Who holds a guest that is a node owns the node.
# scope: package
# custom:
#   subject: kubernetes/node
#   edge: {from: domain, to: node, cost: none}
package bulkhead.edges.kubernetes.guest_is_node

import data.bulkhead.edges.kubernetes.node_is_guest

deny := node_is_guest.deny

unknown := node_is_guest.unknown

notapplicable if node_is_guest.notapplicable
