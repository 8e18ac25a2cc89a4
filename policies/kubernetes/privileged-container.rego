# METADATA
# title: Containers must not run privileged
# description: >-
#   A privileged container has every capability, every device of the node and no seccomp, AppArmor or SELinux profile.
#   Whoever runs code in it owns the node, and with it every other pod there. Only node agents that manage the kernel
#   itself need it, in a namespace of their own.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
# custom:
#   severity: critical
#   subject: kubernetes/container
#   wall: kernel
#   dimension: isolation
#   remediation: Remove securityContext.privileged, and add the single capabilities or devices that are really needed.
#   fix: [{expected: true}]
#   frameworks:
#     pss: [baseline]
#     cis-kubernetes-1.12: ["5.2.2"]
#     mitre-containers: [T1611]
package bulkhead.kubernetes.privileged_container

deny contains {
	"path": ["container", "securityContext", "privileged"],
	"message": "runs privileged: nothing stands between it and the node",
	"expected": false,
} if {
	input.container.securityContext.privileged == true
}
