# METADATA
# title: Workloads must not run on control-plane nodes
# description: >-
#   Who breaks out of a container on a control-plane node has the keys of the API server and of etcd, and so the
#   cluster. The pod tolerates the taint that keeps workloads off, or asks for such a node. Pods of kube-system are not
#   judged; agents of daemon sets are of low severity.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
#     description: Taints and tolerations
# custom:
#   severity: medium
#   subject: kubernetes/pod
#   wall: management
#   dimension: orchestration
#   remediation: >-
#     Remove the toleration, and the selector of nodes.
#   frameworks:
#     mitre-containers: [T1611]
#     nist-800-190: ["4.3.4", "4.3.5"]
#     nist-800-53r5: [sc-2, sc-3]
#     bsi-app-4.4: [A14, A15]
package bulkhead.kubernetes.runs_on_control_plane

import data.bulkhead.lib.unknown as unknown_value

deny contains object.union(place, {"severity": _severity}) if {
	is_string(input.facts.namespace)
	not notapplicable
	some place in _placed
}

unknown contains unknown_value.verdict(["facts", "namespace"], input.facts.namespace) if count(_placed) > 0

_roles := {"node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"}

_placed contains {
	"path": ["pod", "spec", "tolerations", i],
	"message": "tolerates the taint that keeps workloads off control-plane nodes",
} if {
	some i
	input.pod.spec.tolerations[i].key in _roles
}

_placed contains {
	"path": ["pod", "spec", "nodeSelector", role],
	"message": "asks for a control-plane node",
} if {
	some role in _roles
	_ = input.pod.spec.nodeSelector[role]
}

default _severity := "medium"

_severity := "low" if input.facts.workload == "DaemonSet"

notapplicable if input.facts.namespace == "kube-system"
