# METADATA
# title: Bound roles must not write admission webhooks or policies
# description: >-
#   Whoever writes webhook configurations sees every object that is written, Secrets too, and changes it on its way.
#   Whoever writes admission policies or their bindings, or deletes any of these, takes away what keeps others from
#   privileged pods. It is acceptable for the controllers that install such webhooks. Rules narrowed by resourceNames
#   do not count.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks
#     description: Control of admission webhooks
# custom:
#   severity: high
#   subject: kubernetes/binding
#   wall: management
#   dimension: security
#   remediation: >-
#     Remove the writing of admissionregistration.k8s.io from the role, or name the configurations in resourceNames.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     cis-kubernetes-1.12: ["5.1.12"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1562.001]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.writes_webhooks

import data.bulkhead.lib.kubernetes.rbac

# These are in no namespace, so a RoleBinding gives nothing on them.
deny contains {
	"path": grant.path,
	"message": "lets its subjects change or switch off what admission demands in the whole cluster",
} if {
	rbac.is_cluster_wide
	some grant in rbac.grants
	_gives(grant.rule)
}

_gives(rule) if rbac.allows_any(rule, {"create", "update", "patch", "delete", "deletecollection"}, _resources)

_resources := {"admissionregistration.k8s.io": [
	"mutatingadmissionpolicies",
	"mutatingadmissionpolicybindings",
	"mutatingwebhookconfigurations",
	"validatingadmissionpolicies",
	"validatingadmissionpolicybindings",
	"validatingwebhookconfigurations",
]}

unknown contains element if {
	rbac.is_cluster_wide
	some element in rbac.unclear
}

notapplicable if not rbac.is_judged
