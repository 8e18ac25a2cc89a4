# METADATA
# title: Pods must not name uid 0
# description: >-
#   The restricted profile refuses runAsUser: 0 on a container or its pod, even where every container replaces the
#   pod's. kubernetes/runs-as-root asks whether a container may run as root. Since v1.35 the profile exempts pods in
#   a user namespace.
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
#     Remove runAsUser, or set it to a uid above 0.
#   frameworks:
#     pss: [restricted]
#     nsa: [non-root-containers]
#     nist-800-53r5: [ac-6]
#     bsi-sys-1.6: [A17]
package bulkhead.kubernetes.run_as_user

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
	"path": ["container", "securityContext", "runAsUser"],
	"message": "names uid 0 as its user",
} if {
	input.container.securityContext.runAsUser == 0
}

_faults contains {
	"path": ["pod", "spec", "securityContext", "runAsUser"],
	"message": "is in a pod that names uid 0 as its user",
} if {
	input.pod.spec.securityContext.runAsUser == 0
}
