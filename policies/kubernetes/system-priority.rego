# METADATA
# title: Workloads must not take the priority of system components
# description: >-
#   Pods of the classes system-node-critical and system-cluster-critical push others off a node that is full, those of
#   all tenants, and are the last to be evicted. Outside kube-system a ResourceQuota can be required for that. It is
#   acceptable for agents that a node can't do without, in a namespace of their own.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
#     description: Priority and preemption
# custom:
#   severity: medium
#   subject: kubernetes/pod
#   wall: hardware
#   dimension: resource-efficiency
#   remediation: >-
#     Define a PriorityClass with a lower value, with preemptionPolicy: Never where it need not push others off.
#   frameworks:
#     nsa: [resource-policies]
#     mitre-containers: [T1499]
#     nist-800-53r5: [sc-5, sc-6]
#     bsi-sys-1.6: [A15]
package bulkhead.kubernetes.system_priority

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["pod", "spec", "priorityClassName"],
	"message": "has a priority of system components, so it pushes others off a full node",
} if {
	_system
	is_string(input.facts.namespace)
	not notapplicable
}

unknown contains unknown_value.verdict(["facts", "namespace"], input.facts.namespace) if _system

_system if input.pod.spec.priorityClassName in {"system-cluster-critical", "system-node-critical"}

notapplicable if input.facts.namespace == "kube-system"
