# METADATA
# title: Bound roles must not change nodes
# description: >-
#   Labels and taints of nodes decide where pods run: whoever changes them draws others' pods to a node that he
#   controls, or a pod of his own to one that is kept apart. The status holds addresses and capacity, and whoever
#   deletes a node moves its pods. It is acceptable for cloud controllers and autoscalers.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-isolation-restriction
#     description: Node isolation
# custom:
#   severity: medium
#   subject: kubernetes/binding
#   wall: management
#   dimension: security
#   remediation: Remove update, patch and delete on nodes and nodes/status from the role.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     nsa: [authentication-authorization]
#     mitre-containers: [T1562]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.writes_nodes

import data.bulkhead.lib.kubernetes.rbac

# These are in no namespace, so a RoleBinding gives nothing on them.
deny contains {
	"path": grant.path,
	"message": "lets its subjects change what runs on any node",
} if {
	rbac.is_cluster_wide
	some grant in rbac.grants
	_gives(grant.rule)
}

_gives(rule) if {
	some group, resources in _verbs
	rbac.has_group(rule, group)
	some resource, verbs in resources
	some verb in verbs
	rbac.allows(rule, verb, group, resource)
}

# By API group and resource.
_verbs := {"": {
	"nodes": ["update", "patch", "delete", "deletecollection"],
	"nodes/status": ["update", "patch"],
}}

unknown contains element if {
	rbac.is_cluster_wide
	some element in rbac.unclear
}

notapplicable if not rbac.is_judged
