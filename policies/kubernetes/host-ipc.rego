# METADATA
# title: Pods must not share the node's IPC namespace
# description: >-
#   A pod in the node's IPC namespace can read and write the shared memory, semaphores and message queues of the
#   node's processes and of all other such pods. Almost nothing needs it.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
# custom:
#   severity: medium
#   subject: kubernetes/pod
#   wall: kernel
#   dimension: isolation
#   remediation: >-
#     Remove spec.hostIPC. The containers of one pod share an IPC namespace anyway.
#   fix: [{remove: true}]
#   frameworks:
#     pss: [baseline]
#     cis-kubernetes-1.12: ["5.2.4"]
#     nsa: [pod-security]
#     mitre-containers: [T1611]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [sc-39]
#     bsi-sys-1.6: [A26]
#     bsi-app-4.4: [A4]
package bulkhead.kubernetes.host_ipc

import data.bulkhead.lib.kubernetes.pod

deny contains {
	"path": ["pod", "spec", "hostIPC"],
	"message": "shares the node's IPC namespace: it reaches shared memory of the node's processes",
	"expected": false,
} if {
	input.pod.spec.hostIPC == true
}

# The API refuses the field in Windows pods.
notapplicable if pod.windows
