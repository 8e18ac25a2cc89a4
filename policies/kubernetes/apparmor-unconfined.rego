# METADATA
# title: Containers must not switch AppArmor off
# description: >-
#   On nodes with AppArmor the runtime confines every container by default: it keeps it from mounting, from the
#   kernel's files and from tracing others. Unconfined, in the container's field, the old annotation or the pod's
#   field, switches that off. Unset passes.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
#   - ref: https://kubernetes.io/docs/tutorials/security/apparmor/
#     description: AppArmor in Kubernetes
# custom:
#   severity: medium
#   subject: kubernetes/container
#   wall: kernel
#   dimension: isolation
#   remediation: >-
#     Remove the profile, or set appArmorProfile.type to RuntimeDefault.
#   fix: [{expected: true}]
#   frameworks:
#     nsa: [pod-security]
#     mitre-containers: [T1611]
#     nist-800-190: ["4.4.3", "4.5.2"]
#     nist-800-53r5: [sc-39, ac-3]
#     bsi-sys-1.6: [A21, A26]
package bulkhead.kubernetes.apparmor_unconfined

import data.bulkhead.lib.kubernetes.pod

deny contains {
	"path": ["container", "securityContext", "appArmorProfile", "type"],
	"message": "runs without AppArmor's profile",
	"expected": "RuntimeDefault",
} if {
	_own == "Unconfined"
}

deny contains {
	"path": ["pod", "metadata", "annotations", _annotation],
	"message": "runs without AppArmor's profile, as an annotation of the pod says",
} if {
	not _own
	_annotated == "unconfined"
}

deny contains {
	"path": ["pod", "spec", "securityContext", "appArmorProfile", "type"],
	"message": "runs without AppArmor's profile, as it inherits from the pod",
	"expected": "RuntimeDefault",
} if {
	input.pod.spec.securityContext.appArmorProfile.type == "Unconfined"
	not _own
	not _annotated
}

_own := input.container.securityContext.appArmorProfile.type if {
	input.container.securityContext.appArmorProfile.type != null
}

_annotation := concat("/", ["container.apparmor.security.beta.kubernetes.io", input.container.name])

# The kubelet ignores other values. The annotation comes before the pod's field.
_annotated := value if {
	value := input.pod.metadata.annotations[_annotation]
	regex.match(`^(unconfined$|runtime/default$|localhost/)`, value)
}

# The API refuses the field in Windows pods.
notapplicable if pod.windows
