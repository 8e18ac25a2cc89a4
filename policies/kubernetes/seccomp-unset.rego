# METADATA
# title: Containers must have a seccomp profile
# description: >-
#   Where neither container nor pod names a seccomp profile, the container runs without one, unless the kubelet's
#   seccompDefault is on, which it is not by default and which no API shows. The runtime's own profile suits nearly
#   every application.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, restricted
#   - ref: https://kubernetes.io/docs/tutorials/security/seccomp/
#     description: Seccomp in Kubernetes
# custom:
#   severity: medium
#   subject: kubernetes/container
#   wall: kernel
#   dimension: isolation
#   remediation: >-
#     Set seccompProfile.type to RuntimeDefault in the pod's security context.
#   fix: [{path: [pod, spec, securityContext, seccompProfile, type], set: RuntimeDefault}]
#   frameworks:
#     pss: [restricted]
#     cis-kubernetes-1.12: ["5.6.2"]
#     nsa: [pod-security]
#     nist-800-190: ["4.4.3", "4.5.2"]
#     nist-800-53r5: [sc-39, cm-7]
#     bsi-sys-1.6: [A21, A26]
package bulkhead.kubernetes.seccomp_unset

import data.bulkhead.lib.kubernetes.pod
import data.bulkhead.lib.kubernetes.seccomp

deny contains {
	"path": ["container", "securityContext", "seccompProfile", "type"],
	"message": "names no seccomp profile, and the kubelet's default is none",
	"expected": "RuntimeDefault",
} if {
	not seccomp.profile
	not pod.windows
}

# The API refuses the field in Windows pods, and the profile exempts them.
notapplicable if pod.windows
