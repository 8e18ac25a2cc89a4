# METADATA
# title: An account acts as users
# description: >-
#   Impersonating users gives what any of them may do.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: RBAC good practices, risks of privilege escalation
# custom:
#   subject: kubernetes/grant
#   edge: {to: users, cost: none}
package bulkhead.edges.kubernetes.acts_as_users

deny contains {"path": ["grant", "bindings"], "message": "may impersonate any user"} if {
	"impersonate-users" in input.grant.ways
}
