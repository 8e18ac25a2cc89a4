# METADATA
# title: An account opens connections to pods through the API server
# description: >-
#   Forwarding a pod's ports, or the API server's proxy, leads to what listens in the pod, past its network policies in
#   most clusters.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: RBAC good practices, risks of privilege escalation
# custom:
#   subject: kubernetes/grant
#   edge: {to: workloads, cost: service}
package bulkhead.edges.kubernetes.forwards_ports

deny contains {"path": ["grant", "bindings"], "message": "may open connections to pods through the API server"} if {
	"forward-ports" in input.grant.ways
	not "cluster-admin" in input.grant.ways # which has all there is
}
