# METADATA
# title: Bound roles must name their verbs and resources
# description: >-
#   A "*" in a rule also gives what is added later: new subresources, new API groups, verbs like escalate and impersonate.
#   Nobody can say what the holder may do. It is acceptable for controllers that serve every resource, such as a backup.
#   Rules that are narrowed by resourceNames do not count, nor do those of URLs.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: Role Based Access Control good practices
# custom:
#   severity: high
#   subject: kubernetes/binding
#   wall: identity
#   dimension: security
#   remediation: Replace each "*" by the verbs, resources and API groups that are really needed.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     cis-kubernetes-1.12: ["5.1.3"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1078]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.wildcard_role

import data.bulkhead.lib.kubernetes.rbac

deny contains {"path": _path(grant, "resources"), "message": message, "severity": severity} if {
	some grant in _wide
	"*" in grant.rule.resources
	message := rbac.by_scope(
		"gives rights on every resource of its API groups in the whole cluster, also on those to come",
		"gives rights on every resource of its API groups in its namespace, also on those to come",
	)
	severity := rbac.by_scope("high", "medium")
}

deny contains {"path": _path(grant, "verbs"), "message": message, "severity": severity} if {
	some grant in _wide
	"*" in grant.rule.verbs
	message := rbac.by_scope(
		"gives every verb on its resources in the whole cluster, also those to come",
		"gives every verb on its resources in its namespace, also those to come",
	)
	severity := rbac.by_scope("medium", "low")
}

deny contains {"path": _path(grant, "apiGroups"), "message": message, "severity": severity} if {
	some grant in _wide
	"*" in grant.rule.apiGroups
	message := rbac.by_scope(
		"gives rights on resources of that name in every API group in the whole cluster, also in those to come",
		"gives rights on resources of that name in every API group in its namespace, also in those to come",
	)
	severity := rbac.by_scope("medium", "low")
}

# A rule that lacks verbs, groups or resources allows nothing.
_wide contains grant if {
	some grant in rbac.grants
	every list in [grant.rule.verbs, grant.rule.apiGroups, grant.rule.resources] {
		some _ in list
	}
	not rbac.is_narrowed(grant.rule)
}

_path(grant, list) := array.concat(grant.path, [list]) if grant.path[0] == "role"

_path(grant, _) := grant.path if grant.path[0] == "binding"

unknown := rbac.unclear

notapplicable if not rbac.is_judged
