# METADATA
# title: Containers must not gain rights
# description: >-
#   Unless allowPrivilegeEscalation is false, a process may gain rights through set-user-ID programs and file
#   capabilities in its image, so an attacker in an unprivileged process becomes root in the container. Absent means
#   allowed.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, restricted
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
#     description: Security contexts of pods and containers
# custom:
#   severity: medium
#   subject: kubernetes/container
#   wall: privilege
#   dimension: isolation
#   remediation: >-
#     Set securityContext.allowPrivilegeEscalation to false.
#   fix:
#     - expected: true
#       unless:
#         - {path: [container, securityContext, privileged], is: [true]}
#         - {path: [container, securityContext, capabilities, add], is: [CAP_SYS_ADMIN, SYS_ADMIN]}
#   frameworks:
#     pss: [restricted]
#     cis-kubernetes-1.12: ["5.2.6"]
#     nsa: [pod-security]
#     mitre-containers: [T1068]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [ac-6]
#     bsi-sys-1.6: [A17]
package bulkhead.kubernetes.privilege_escalation

import data.bulkhead.lib.kubernetes.pod

deny contains {
	"path": ["container", "securityContext", "allowPrivilegeEscalation"],
	"message": "may gain more rights than its parent process has",
	"expected": false,
} if {
	not _forbidden
	not pod.windows
}

_forbidden if input.container.securityContext.allowPrivilegeEscalation == false

# The API refuses the field in Windows pods, and the profile exempts them.
notapplicable if pod.windows
