# METADATA
# title: Bound roles must not change namespaces
# description: >-
#   Labels of a namespace set its Pod Security level, and are what network policies and webhooks select it by. Whoever
#   changes them lets privileged pods in and steps out of the walls. It is acceptable for those who create namespaces
#   for others, with a policy that guards these labels.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#namespace-modification
#     description: Namespace modification
# custom:
#   severity: high
#   subject: kubernetes/binding
#   wall: privilege
#   dimension: security
#   remediation: Remove update and patch on namespaces from the role.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     nsa: [authentication-authorization]
#     mitre-containers: [T1562.001]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.labels_namespaces

import data.bulkhead.lib.kubernetes.rbac

deny contains {"path": grant.path, "message": message, "severity": severity} if {
	some grant in rbac.grants
	_gives(grant.rule)
	message := rbac.by_scope(
		"lets its subjects lower the Pod Security level of any namespace",
		"lets its subjects lower the Pod Security level of its namespace",
	)
	severity := rbac.by_scope("high", "medium")
}

_gives(rule) if rbac.allows_any(rule, {"update", "patch"}, _resources)

_resources := {"": ["namespaces"]}

unknown := rbac.unclear

notapplicable if not rbac.is_judged
