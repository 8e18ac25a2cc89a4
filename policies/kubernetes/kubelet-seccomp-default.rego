# METADATA
# title: The kubelet should give pods a seccomp profile by default
# description: >-
#   With seccompDefault a pod that names no seccomp profile gets the runtime's, which keeps some sixty system calls
#   from it that few programs need and many exploits do. It is false by default. It is acceptable where every pod
#   names a profile, as admission can see to.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tutorials/security/seccomp/
#     description: RuntimeDefault as the default
# custom:
#   severity: medium
#   subject: kubernetes/kubelet
#   wall: kernel
#   dimension: security
#   remediation: >-
#     Set seccompDefault: true in the kubelet's configuration.
#   frameworks:
#     cis-kubernetes-1.12: ["4.2.14"]
#     nsa: [pod-security]
#     mitre-containers: [T1611]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [sc-39, cm-7]
#     bsi-sys-1.6: [A26]
package bulkhead.kubernetes.kubelet_seccomp_default

deny contains {
	"path": ["kubelet", "seccompDefault"],
	"message": "runs pods without a seccomp profile where they name none",
	"expected": true,
} if {
	not input.kubelet.seccompDefault
}
