# METADATA
# title: Containers must have the default /proc
# description: >-
#   The restricted profile refuses every procMount but Default, in user namespaces too.
#   kubernetes/proc-mount-unmasked asks whether the node's kernel is within reach.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, restricted
# custom:
#   severity: low
#   subject: kubernetes/container
#   wall: kernel
#   dimension: isolation
#   weaker_than: kubernetes/proc-mount-unmasked
#   remediation: >-
#     Remove procMount, or set it to Default.
#   fix: [{remove: true}]
#   frameworks:
#     pss: [restricted]
#     nsa: [pod-security]
#     nist-800-53r5: [sc-39]
package bulkhead.kubernetes.proc_mount

import data.bulkhead.lib.kubernetes.pod

deny contains {
	"path": ["container", "securityContext", "procMount"],
	"message": "asks for another /proc than the default",
	"expected": "Default",
} if {
	not input.container.securityContext.procMount in {null, "Default"}
	input.container.securityContext.procMount
}

# The API refuses the field in Windows pods.
notapplicable if pod.windows
