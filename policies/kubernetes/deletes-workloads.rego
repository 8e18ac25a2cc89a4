# METADATA
# title: Bound roles must not delete or evict workloads
# description: >-
#   Whoever deletes or evicts pods, their controllers or volumes stops others' work and destroys data, and moves pods
#   to a node that he controls. It is acceptable for those who deploy, in their own namespace, and for autoscalers.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#     description: Role Based Access Control good practices
# custom:
#   severity: low
#   subject: kubernetes/binding
#   wall: management
#   dimension: security
#   remediation: >-
#     Remove delete and deletecollection on workloads and volumes and create on pods/eviction from the role.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     nsa: [authentication-authorization]
#     mitre-containers: [T1485, T1499]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.deletes_workloads

import data.bulkhead.lib.kubernetes.rbac

deny contains {"path": grant.path, "message": message} if {
	some grant in rbac.grants
	_gives(grant.rule)
	message := rbac.by_scope(
		"lets its subjects delete or evict workloads of the whole cluster",
		"lets its subjects delete or evict workloads of its namespace",
	)
}

_gives(rule) if {
	some group, resources in _verbs
	rbac.has_group(rule, group)
	some resource, verbs in resources
	some verb in verbs
	rbac.allows(rule, verb, group, resource)
}

# By API group and resource.
_verbs := {
	"": {
		"persistentvolumeclaims": ["delete", "deletecollection"],
		"persistentvolumes": ["delete", "deletecollection"],
		"pods": ["delete", "deletecollection"],
		"pods/eviction": ["create"],
		"replicationcontrollers": ["delete", "deletecollection"],
	},
	"apps": {
		"daemonsets": ["delete", "deletecollection"],
		"deployments": ["delete", "deletecollection"],
		"replicasets": ["delete", "deletecollection"],
		"statefulsets": ["delete", "deletecollection"],
	},
	"batch": {
		"cronjobs": ["delete", "deletecollection"],
		"jobs": ["delete", "deletecollection"],
	},
}

unknown := rbac.unclear

notapplicable if not rbac.is_judged
