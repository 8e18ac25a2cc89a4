# METADATA
# title: Pods must not share the node's process namespace
# description: >-
#   A pod in the node's process namespace sees every process of the node, with arguments and often environments.
#   With one capability or uid 0 more it can signal, trace and enter them, and so leaves its container. Only agents
#   that watch the node's processes need it.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
# custom:
#   severity: high
#   subject: kubernetes/pod
#   wall: kernel
#   dimension: isolation
#   remediation: >-
#     Remove spec.hostPID. Where only the pod's own containers must see each other, use spec.shareProcessNamespace.
#   fix: [{remove: true}]
#   frameworks:
#     pss: [baseline]
#     cis-kubernetes-1.12: ["5.2.3"]
#     nsa: [pod-security]
#     mitre-containers: [T1611]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [sc-39]
#     bsi-sys-1.6: [A26]
#     bsi-app-4.4: [A4]
package bulkhead.kubernetes.host_pid

import data.bulkhead.lib.kubernetes.pod

deny contains {
	"path": ["pod", "spec", "hostPID"],
	"message": "shares the node's process namespace: it sees all processes of the node",
	"expected": false,
} if {
	input.pod.spec.hostPID == true
}

# The API refuses the field in Windows pods.
notapplicable if pod.windows
