# METADATA
# title: An account acts as others
# description: >-
#   Impersonating an account, or all rights in its namespace, needs no secret of it.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: RBAC good practices, risks of privilege escalation
# custom:
#   subject: kubernetes/grant
#   edge: {to: accounts, cost: none}
package bulkhead.edges.kubernetes.acts_as_accounts

deny contains {"path": ["grant", "bindings"], "message": message} if {
	not "cluster-admin" in input.grant.ways # which is another edge's, or has all there is
	some way in input.grant.ways
	message := _ways[way]
}

deny contains {"path": ["grant", "bindings"], "message": "has all rights in the namespace"} if {
	"cluster-admin" in input.grant.ways
	input.grant.clusterWide == false
}

_ways := {
	"bind-roles": "may bind any role in the namespace to itself",
	"escalate-roles": "may give roles of the namespace rights that it has not",
	"impersonate-accounts": "may impersonate any account",
}
