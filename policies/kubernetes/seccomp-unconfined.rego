# METADATA
# title: Containers must not switch seccomp off
# description: >-
#   Seccomp keeps a container from system calls that it does not need, and with them from much of the shared
#   kernel's attack surface. A profile of type Unconfined, on the container or inherited from the pod, switches it
#   off.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
#   - ref: https://kubernetes.io/docs/tutorials/security/seccomp/
#     description: Seccomp in Kubernetes
# custom:
#   severity: high
#   subject: kubernetes/container
#   wall: kernel
#   dimension: isolation
#   remediation: >-
#     Set seccompProfile.type to RuntimeDefault, or to Localhost with a profile of your own.
#   fix: [{expected: true}]
#   frameworks:
#     cis-kubernetes-1.12: ["5.6.2"]
#     nsa: [pod-security]
#     mitre-containers: [T1611]
#     nist-800-190: ["4.4.3", "4.5.2"]
#     nist-800-53r5: [sc-39, cm-7]
#     bsi-sys-1.6: [A21, A26]
package bulkhead.kubernetes.seccomp_unconfined

import data.bulkhead.lib.kubernetes.pod
import data.bulkhead.lib.kubernetes.seccomp

deny contains {
	"path": seccomp.profile.path,
	"message": "runs without seccomp: all system calls of the shared kernel are open to it",
	"expected": "RuntimeDefault",
} if {
	seccomp.profile.type == "Unconfined"
}

# The API refuses the field in Windows pods.
notapplicable if pod.windows
