# METADATA
# title: An ingress opens pods to the network
# description: >-
#   An ingress leads from outside to the pods of its services.
# scope: package
# custom:
#   subject: kubernetes/ingress
#   edge: {from: outside, to: backends, cost: service}
package bulkhead.edges.kubernetes.exposed_ingress

deny contains {"path": ["ingress", "spec", "rules"], "message": "leads from outside to the pods of its services"} if {
	input.ingress.spec
}
