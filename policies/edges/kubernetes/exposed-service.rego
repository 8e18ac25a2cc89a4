# METADATA
# title: A service opens pods to the network
# description: >-
#   A load balancer, a node port or an external address leads from outside to the pods that the service selects.
# scope: package
# custom:
#   subject: kubernetes/service
#   edge: {from: outside, to: backends, cost: service}
package bulkhead.edges.kubernetes.exposed_service

deny contains {"path": ["service", "spec", "type"], "message": "leads from outside to its pods"} if {
	input.service.spec.type in {"LoadBalancer", "NodePort"}
}

deny contains {"path": ["service", "spec", "externalIPs"], "message": "leads from an external address to its pods"} if {
	count(input.service.spec.externalIPs) > 0
}
