# METADATA
# title: Pods must set only seccomp profiles that the baseline allows
# description: >-
#   The baseline profile refuses a pod that sets a seccomp profile other than RuntimeDefault or Localhost anywhere,
#   even where every container replaces the pod's. kubernetes/seccomp-unconfined asks what containers really run
#   with.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
# custom:
#   severity: medium
#   subject: kubernetes/container
#   wall: kernel
#   dimension: isolation
#   weaker_than: kubernetes/seccomp-unconfined
#   remediation: >-
#     Set seccompProfile.type to RuntimeDefault or Localhost, or remove it.
#   fix: [{expected: true}]
#   frameworks:
#     pss: [baseline]
#     nsa: [pod-security]
#     nist-800-53r5: [sc-39]
package bulkhead.kubernetes.seccomp_profile

import data.bulkhead.lib.kubernetes.pod

deny contains {
	"path": ["container", "securityContext", "seccompProfile", "type"],
	"message": "sets a seccomp profile that the baseline profile does not allow",
	"expected": "RuntimeDefault",
} if {
	input.container.securityContext.seccompProfile != null
	not _allowed
}

deny contains {
	"path": ["pod", "spec", "securityContext", "seccompProfile", "type"],
	"message": "is in a pod that sets a seccomp profile that the baseline profile does not allow",
	"expected": "RuntimeDefault",
} if {
	input.pod.spec.securityContext.seccompProfile != null
	not _allowed_in_pod
}

_allowed if input.container.securityContext.seccompProfile.type in {"RuntimeDefault", "Localhost"}

_allowed_in_pod if input.pod.spec.securityContext.seccompProfile.type in {"RuntimeDefault", "Localhost"}

# The API refuses the field in Windows pods.
notapplicable if pod.windows
