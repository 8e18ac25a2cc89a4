# METADATA
# title: A host port opens a pod to the network
# description: >-
#   A port at the node's address leads to the pod.
# scope: package
# custom:
#   subject: kubernetes/port
#   edge: {from: outside, to: exposed, cost: service}
package bulkhead.edges.kubernetes.host_port

import data.bulkhead.kubernetes.host_port

deny := host_port.deny
