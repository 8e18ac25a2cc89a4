# METADATA
# title: Pods must set only AppArmor profiles that the baseline allows
# description: >-
#   The baseline profile refuses a pod that sets an AppArmor profile other than the runtime's or one of the node
#   anywhere, in fields or in the old annotations, whether or not it takes effect. kubernetes/apparmor-unconfined
#   asks what containers really run with.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
# custom:
#   severity: low
#   subject: kubernetes/container
#   wall: kernel
#   dimension: isolation
#   weaker_than: kubernetes/apparmor-unconfined
#   remediation: >-
#     Set appArmorProfile.type to RuntimeDefault or Localhost, or remove it, and remove the old annotations.
#   fix: [{expected: true}]
#   frameworks:
#     pss: [baseline]
#     nsa: [pod-security]
#     nist-800-53r5: [sc-39]
package bulkhead.kubernetes.apparmor_profile

import data.bulkhead.lib.kubernetes.pod

deny contains {
	"path": ["container", "securityContext", "appArmorProfile", "type"],
	"message": "sets an AppArmor profile that the baseline profile does not allow",
	"expected": "RuntimeDefault",
} if {
	input.container.securityContext.appArmorProfile != null
	not _allowed
}

deny contains {
	"path": ["pod", "spec", "securityContext", "appArmorProfile", "type"],
	"message": "is in a pod that sets an AppArmor profile that the baseline profile does not allow",
	"expected": "RuntimeDefault",
} if {
	input.pod.spec.securityContext.appArmorProfile != null
	not _allowed_in_pod
}

deny contains {
	"path": ["pod", "metadata", "annotations", key],
	"message": "is in a pod with an AppArmor annotation that the baseline profile does not allow",
	"expected": "runtime/default",
} if {
	some key, value in input.pod.metadata.annotations
	startswith(key, "container.apparmor.security.beta.kubernetes.io/")
	value != null # which is empty to the API
	not regex.match(`^($|runtime/default$|localhost/)`, value)
}

_allowed if input.container.securityContext.appArmorProfile.type in {"RuntimeDefault", "Localhost"}

_allowed_in_pod if input.pod.spec.securityContext.appArmorProfile.type in {"RuntimeDefault", "Localhost"}

# The API refuses the field in Windows pods.
notapplicable if pod.windows
