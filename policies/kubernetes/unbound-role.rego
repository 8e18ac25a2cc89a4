# METADATA
# title: Roles that nothing binds should give no power
# description: >-
#   A role gives nothing until a binding names it, so that this is a note and no hole: but whoever may write bindings and
#   bind that role finds it ready, and a reader of the cluster can't tell what it is for. Roles that Kubernetes ships and
#   roles that another role has its rules of are left out. It is acceptable for a role that an operator binds when it is
#   needed.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#periodic-review
#     description: Periodic review of rights
# custom:
#   severity: low
#   subject: kubernetes/role
#   wall: identity
#   dimension: security
#   remediation: >-
#     Delete the role where nobody needs it.
#   frameworks:
#     nsa: [authentication-authorization]
#     mitre-containers: [T1078]
#     nist-800-53r5: [ac-6]
#     bsi-app-4.4: [A3]
package bulkhead.kubernetes.unbound_role

deny contains {
	"path": ["role", "rules"],
	"message": sprintf("no binding names it; one would give: %s", [concat(", ", _told(input.facts.rights))]),
} if {
	not notapplicable
	input.facts.bound == false
	some _ in input.facts.rights
}

# Full rights are all others too.
_told(words) := ["cluster-admin"] if "cluster-admin" in words

_told(words) := words if not "cluster-admin" in words

notapplicable if input.facts.aggregated == true

notapplicable if input.facts.shipped == true
