# METADATA
# title: Bound roles must not delete events
# description: >-
#   Events tell what happened to objects, such as an exec that failed or an image that was pulled. Whoever deletes
#   them wipes the traces of an attack. It is acceptable for nobody: events end by themselves.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
#     description: Events
# custom:
#   severity: low
#   subject: kubernetes/binding
#   wall: management
#   dimension: security
#   remediation: Remove delete and deletecollection on events from the role.
#   weaker_than: kubernetes/cluster-admin-bound
#   frameworks:
#     nsa: [audit-logging]
#     mitre-containers: [T1070]
#     nist-800-190: ["4.3.1"]
#     nist-800-53r5: [au-9]
#     bsi-app-4.4: [A3, A9]
#     pci-dss-4.0.1: ["7.2.2", "7.2.5"]
package bulkhead.kubernetes.deletes_events

import data.bulkhead.lib.kubernetes.rbac

deny contains {"path": grant.path, "message": message} if {
	some grant in rbac.grants
	_gives(grant.rule)
	message := rbac.by_scope(
		"lets its subjects wipe events of the whole cluster",
		"lets its subjects wipe events of its namespace",
	)
}

_gives(rule) if rbac.allows_any(rule, {"delete", "deletecollection"}, _resources)

_resources := {
	"": ["events"],
	"events.k8s.io": ["events"],
}

unknown := rbac.unclear

notapplicable if not rbac.is_judged
