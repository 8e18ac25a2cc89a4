# METADATA
# title: Bound roles must not write Secrets
# description: >-
#   Whoever updates or patches Secrets reads them too, since the answer is the whole object, and swaps the credentials
#   that others trust. Whoever creates them can ask for the token of any account of the namespace, and reads it where
#   a rule or a pod lets him. It is acceptable for controllers that issue certificates or copy Secrets. Rules narrowed
#   by resourceNames to named Secrets do not count.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: Role Based Access Control good practices
# custom:
#   severity: high
#   subject: kubernetes/binding
#   wall: identity
#   dimension: security
#   remediation: Remove create, update and patch on secrets from the role, or name the Secrets in resourceNames.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     nsa: [authentication-authorization]
#     mitre-containers: [T1098, T1528]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.writes_secrets

import data.bulkhead.lib.kubernetes.rbac

deny contains {"path": grant.path, "message": message, "severity": severity} if {
	some grant in rbac.grants
	_gives(grant.rule)
	message := rbac.by_scope(
		"lets its subjects write any Secret of the whole cluster",
		"lets its subjects write any Secret of its namespace",
	)
	severity := rbac.by_scope("high", "medium")
}

_gives(rule) if rbac.allows_any(rule, {"create", "update", "patch"}, _resources)

_resources := {"": ["secrets"]}

unknown := rbac.unclear

notapplicable if not rbac.is_judged
