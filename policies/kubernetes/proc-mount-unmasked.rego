# METADATA
# title: Containers must not see the node's whole /proc
# description: >-
#   Runtimes hide or lock the parts of /proc through which a process changes the kernel or reads its memory.
#   procMount: Unmasked takes that away. It is meant for containers within containers, in a user namespace
#   (hostUsers: false), where the baseline profile allows it since v1.35.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
#     description: User namespaces
# custom:
#   severity: high
#   subject: kubernetes/container
#   wall: kernel
#   dimension: isolation
#   remediation: >-
#     Remove procMount, or set it to Default.
#   fix: [{remove: true}]
#   frameworks:
#     pss: [baseline]
#     nsa: [pod-security]
#     mitre-containers: [T1611]
#     nist-800-190: ["4.4.3", "4.5.2"]
#     nist-800-53r5: [sc-39]
#     bsi-sys-1.6: [A26]
package bulkhead.kubernetes.proc_mount_unmasked

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
	"path": ["container", "securityContext", "procMount"],
	"message": "sees the parts of /proc that steer the node's kernel",
	"expected": "Default",
} if {
	not input.container.securityContext.procMount in {null, "Default"}
	input.container.securityContext.procMount
}

# The API refuses the field in Windows pods.
notapplicable if pod.windows
