# METADATA
# title: Bound roles must not register APIs
# description: >-
#   An APIService hands a part of the API to a server of its own, with the headers that name the user; a
#   CustomResourceDefinition may name a webhook that converts, and so sees and changes, every object of its kind.
#   Whoever writes them stands between others and their objects. It is acceptable for those who install operators.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/
#     description: The aggregation layer
# custom:
#   severity: high
#   subject: kubernetes/binding
#   wall: management
#   dimension: security
#   remediation: >-
#     Remove create, update and patch on apiservices and customresourcedefinitions from the role, or name them in
#     resourceNames.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     nsa: [authentication-authorization]
#     mitre-containers: [T1543]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.registers_apis

import data.bulkhead.lib.kubernetes.rbac

# These are in no namespace, so a RoleBinding gives nothing on them.
deny contains {
	"path": grant.path,
	"message": "lets its subjects stand between others and their objects",
} if {
	rbac.is_cluster_wide
	some grant in rbac.grants
	_gives(grant.rule)
}

_gives(rule) if rbac.allows_any(rule, {"create", "update", "patch"}, _resources)

_resources := {
	"apiextensions.k8s.io": ["customresourcedefinitions"],
	"apiregistration.k8s.io": ["apiservices"],
}

unknown contains element if {
	rbac.is_cluster_wide
	some element in rbac.unclear
}

notapplicable if not rbac.is_judged
