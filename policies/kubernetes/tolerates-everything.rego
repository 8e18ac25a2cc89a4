# METADATA
# title: Pods must not tolerate all taints
# description: >-
#   A toleration with the operator Exists and no key fits every taint: the pod may run on control-plane nodes, on nodes
#   kept for another tenant and on those that were cordoned off after an incident. Agents that run on each node need it,
#   and those of daemon sets are of low severity. One for the effect NoExecute only brings the pod nowhere, and passes.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
#     description: Taints and tolerations
# custom:
#   severity: medium
#   subject: kubernetes/pod
#   wall: hardware
#   dimension: orchestration
#   remediation: >-
#     Tolerate the single taints that the pod is meant for, with key and value.
#   frameworks:
#     nist-800-190: ["4.3.4"]
#     nist-800-53r5: [ac-4, sc-2]
#     bsi-app-4.4: [A14, A15]
#     bsi-sys-1.6: [A26]
package bulkhead.kubernetes.tolerates_everything

deny contains {
	"path": ["pod", "spec", "tolerations", i],
	"message": "tolerates every taint, so it may run on nodes that are kept for others",
	"severity": _severity,
} if {
	some i, toleration in input.pod.spec.tolerations
	toleration.operator == "Exists"
	object.get(toleration, "key", "") in {"", null}
	object.get(toleration, "effect", "") in {"", null, "NoSchedule"}
}

default _severity := "medium"

_severity := "low" if input.facts.workload == "DaemonSet"
