# METADATA
# title: Bound roles must not write the status of pods
# description: >-
#   Whoever writes pods/status changes labels, which Services and network policies select pods by, and the conditions
#   and addresses that traffic follows. It is acceptable for controllers of readiness gates.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
#     description: Referring to resources
# custom:
#   severity: low
#   subject: kubernetes/binding
#   wall: network
#   dimension: security
#   remediation: Remove update and patch on pods/status from the role.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     nsa: [authentication-authorization]
#     mitre-containers: [T1562]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.writes_pod_status

import data.bulkhead.lib.kubernetes.rbac

deny contains {"path": grant.path, "message": message} if {
	some grant in rbac.grants
	_gives(grant.rule)
	message := rbac.by_scope(
		"lets its subjects draw traffic to any pod of the whole cluster, or from it",
		"lets its subjects draw traffic to any pod of its namespace, or from it",
	)
}

_gives(rule) if rbac.allows_any(rule, {"update", "patch"}, _resources)

_resources := {"": ["pods/status"]}

unknown := rbac.unclear

notapplicable if not rbac.is_judged
