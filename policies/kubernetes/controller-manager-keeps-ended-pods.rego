# METADATA
# title: The controller manager should remove pods that ended
# description: >-
#   Pods that ended stay in etcd until there are --terminated-pod-gc-threshold of them, 12500 by default; with zero
#   or less they stay for ever, and whoever may create pods fills etcd. It is acceptable where something else
#   removes them.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/
#     description: Flags of the controller manager
# custom:
#   severity: low
#   subject: kubernetes/controllermanager
#   wall: management
#   dimension: security
#   remediation: >-
#     Remove --terminated-pod-gc-threshold, or set it to a number above zero.
#   frameworks:
#     cis-kubernetes-1.12: ["1.3.1"]
#     mitre-containers: [T1499]
#     nist-800-53r5: [sc-5]
package bulkhead.kubernetes.controller_manager_keeps_ended_pods

deny contains {
	"path": ["controllermanager", "flags", "terminated-pod-gc-threshold"],
	"message": "never removes pods that ended",
} if {
	input.controllermanager.flags["terminated-pod-gc-threshold"] <= 0
}
