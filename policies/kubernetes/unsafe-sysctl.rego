# METADATA
# title: Pods must set only safe sysctls
# description: >-
#   Safe sysctls concern the pod alone. Others may weaken the kernel for the whole node or starve other pods, and
#   the kubelet refuses them unless told otherwise. The list grows with Kubernetes; it is in
#   policies/lib/kubernetes/sysctls.rego. It knows names with dots only.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
#   - ref: https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/
#     description: Sysctls in a cluster
# custom:
#   severity: medium
#   subject: kubernetes/pod
#   wall: kernel
#   dimension: isolation
#   remediation: >-
#     Remove the sysctl, or set it on nodes of their own for these pods.
#   frameworks:
#     pss: [baseline]
#     nsa: [pod-security]
#     nist-800-190: ["4.4.3", "4.5.2"]
#     nist-800-53r5: [sc-39, cm-7]
#     bsi-sys-1.6: [A26]
package bulkhead.kubernetes.unsafe_sysctl

import data.bulkhead.lib.kubernetes.pod
import data.bulkhead.lib.kubernetes.sysctls
import data.bulkhead.lib.kubernetes.version

deny contains {
	"path": _path(i),
	"message": "sets a sysctl that is not in the safe list",
} if {
	some i, sysctl in input.pod.spec.securityContext.sysctls
	not _listed(sysctl)
}

deny contains {
	"path": _path(i),
	"message": sprintf("sets a sysctl that is in the safe list since v1.%d only", [minor]),
} if {
	some i, sysctl in input.pod.spec.securityContext.sysctls
	minor := sysctls.safe_since[sysctl.name]
	version.before(minor)
}

unknown contains version.unclear(_path(i)) if {
	some i, sysctl in input.pod.spec.securityContext.sysctls
	sysctls.safe_since[sysctl.name] > 0
}

_listed(sysctl) if sysctls.safe_since[sysctl.name]

_path(i) := ["pod", "spec", "securityContext", "sysctls", i, "name"]

# The API refuses the field in Windows pods.
notapplicable if pod.windows
