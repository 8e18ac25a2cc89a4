# METADATA
# title: Containers must require a user other than root
# description: >-
#   The restricted profile asks for runAsNonRoot: true, on the container or inherited, and false nowhere; a
#   runAsUser above 0 does not replace it. kubernetes/runs-as-root asks whether a container may run as root. Since
#   v1.35 the profile exempts pods in a user namespace.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, restricted
# custom:
#   severity: low
#   subject: kubernetes/container
#   wall: privilege
#   dimension: isolation
#   weaker_than: kubernetes/runs-as-root
#   remediation: >-
#     Set runAsNonRoot to true in the pod's security context.
#   fix:
#     - expected: true
#       note: the image has to name a numeric user above 0, or the container will not start
#       unless:
#         - {path: [container, securityContext, runAsUser], is: [0]}
#         - {path: [pod, spec, securityContext, runAsUser], is: [0]}
#   frameworks:
#     pss: [restricted]
#     cis-kubernetes-1.12: ["5.2.7"]
#     nsa: [non-root-containers]
#     nist-800-53r5: [ac-6]
#     bsi-sys-1.6: [A17]
package bulkhead.kubernetes.run_as_non_root

import data.bulkhead.lib.kubernetes.pod
import data.bulkhead.lib.kubernetes.version

deny contains fault if {
	not pod.user_namespace
	some fault in _faults
}

deny contains fault if {
	version.before(35)
	some fault in _faults
}

# Since v1.35 the profile allows it in a user namespace.
unknown contains version.unclear(fault.path) if {
	pod.user_namespace
	some fault in _faults
}

_faults contains {
	"path": ["container", "securityContext", "runAsNonRoot"],
	"message": "does not require a user other than root",
	"expected": true,
} if {
	not _required
}

_faults contains {
	"path": ["pod", "spec", "securityContext", "runAsNonRoot"],
	"message": "is in a pod that does not require a user other than root",
	"expected": true,
} if {
	input.pod.spec.securityContext.runAsNonRoot == false
}

_required if input.container.securityContext.runAsNonRoot == true

_required if {
	input.pod.spec.securityContext.runAsNonRoot == true
	not _declined
}

_declined if input.container.securityContext.runAsNonRoot == false
