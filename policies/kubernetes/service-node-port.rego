# METADATA
# title: Services must not open ports of all nodes
# description: >-
#   A Service of type NodePort opens a port on every address of every node, past load balancers and their rules.
#   Whoever reaches a node reaches the pods, and network policies see the node's address in place of the client's
#   unless externalTrafficPolicy is Local. It is acceptable on machines without a load balancer whose firewall
#   guards the nodes.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
#     description: Services of type NodePort
# custom:
#   severity: low
#   subject: kubernetes/service
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Use the type ClusterIP behind an Ingress or a Gateway, or LoadBalancer with source ranges.
#   frameworks:
#     nsa: [network-separation]
#     mitre-containers: [T1133, T1190]
#     nist-800-190: ["4.3.3"]
#     nist-800-53r5: [sc-7]
#     bsi-app-4.4: [A7]
#     pci-dss-4.0.1: ["1.4.2"]
package bulkhead.kubernetes.service_node_port

deny contains {
	"path": ["service", "spec", "type"],
	"message": "opens a port on every address of every node",
	"expected": "ClusterIP",
} if {
	input.service.spec.type == "NodePort"
}
