# METADATA
# title: Much of the shared kernel lies open
# description: >-
#   A container's processes call the node's kernel themselves. Where they are root, can gain rights, keep
#   capabilities, or run without seccomp or the LSM's profile, most of the kernel's past escapes were within reach.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, restricted
# custom:
#   subject: kubernetes/container
#   edge: {to: host, cost: kernel-wide}
package bulkhead.edges.kubernetes.wide_kernel

import data.bulkhead.kubernetes.apparmor_unconfined
import data.bulkhead.kubernetes.capability_set
import data.bulkhead.kubernetes.privilege_escalation
import data.bulkhead.kubernetes.proc_mount_unmasked
import data.bulkhead.kubernetes.runs_as_root
import data.bulkhead.kubernetes.seccomp_unconfined
import data.bulkhead.kubernetes.seccomp_unset
import data.bulkhead.kubernetes.selinux_options
import data.bulkhead.lib.kubernetes.pod

# Root in a user namespace of its own is an unprivileged user of the node.
deny contains hit if {
	not pod.user_namespace
	some hit in runs_as_root.deny
}

deny contains hit if some hit in privilege_escalation.deny

deny contains hit if some hit in capability_set.deny

deny contains hit if some hit in seccomp_unset.deny

deny contains hit if some hit in seccomp_unconfined.deny

deny contains hit if some hit in apparmor_unconfined.deny

deny contains hit if some hit in selinux_options.deny

deny contains hit if some hit in proc_mount_unmasked.deny

deny contains {
	"path": ["pod", "spec", "os", "name"],
	"message": "is a Windows container, which has none of what narrows Linux's kernel",
} if {
	pod.windows
}
