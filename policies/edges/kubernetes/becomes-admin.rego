# METADATA
# title: An account makes itself cluster-admin
# description: >-
#   All rights, or the means to get them: binding any role, raising one's own, acting as a group that may do everything,
#   changing what others create, or signing a certificate for anybody.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: RBAC good practices, risks of privilege escalation
# custom:
#   subject: kubernetes/grant
#   edge: {to: cluster-admin, cost: none}
package bulkhead.edges.kubernetes.becomes_admin

deny contains {"path": ["grant", "bindings"], "message": "has all rights in the cluster"} if _has_all

deny contains {"path": ["grant", "bindings"], "message": message} if {
	not _has_all
	input.grant.clusterWide == true
	some way in input.grant.ways
	message := _ways[way]
}

_has_all if {
	input.grant.clusterWide == true
	"cluster-admin" in input.grant.ways
}

_ways := {
	"approve-certificates": "may ask for certificates of anybody and approve them itself",
	"bind-cluster-roles": "may bind any role in the whole cluster to itself",
	"escalate-cluster-roles": "may give cluster roles rights that it has not",
	"impersonate-groups": "may impersonate the group that may do everything",
	"write-webhooks": "may change all that others create, through webhooks or policies",
}
