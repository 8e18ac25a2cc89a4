# METADATA
# title: Full rights must not be bound to people and workloads
# description: >-
#   Whoever holds cluster-admin, or a role that allows every verb on every resource, owns the cluster: all Secrets, all
#   nodes and the right to change any rule. In a RoleBinding it owns the namespace. No wall stands behind it, so one stolen
#   token is enough. It is acceptable for a break-glass account that nobody uses day by day.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
#     description: User-facing roles
# custom:
#   severity: critical
#   subject: kubernetes/binding
#   wall: identity
#   dimension: security
#   remediation: Bind a role that lists the verbs and resources which are really needed, then delete this binding.
#   frameworks:
#     cis-kubernetes-1.12: ["5.1.1"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1078, T1098.006]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-6, ac-6.1]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.cluster_admin_bound

import data.bulkhead.lib.kubernetes.rbac

deny contains _finding(["binding", "subjects", i, "name"]) if {
	rbac.is_cluster_admin
	some i in rbac.own_subjects
}

deny contains _finding(grant.path) if {
	not rbac.is_cluster_admin
	some grant in rbac.grants
	rbac.allows_everything(grant.rule)
}

_finding(path) := {
	"path": path,
	"message": rbac.by_scope(
		"gives every right in the whole cluster to a subject that Kubernetes does not bind so",
		"gives every right in its namespace to a subject that Kubernetes does not bind so",
	),
	"severity": rbac.by_scope("critical", "high"),
}

unknown := rbac.unclear

notapplicable if not rbac.is_judged
