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
import data.bulkhead.lib.kubernetes.sandbox

deny contains hit if {
	not sandbox.own_kernel # a handler that nobody knows may be anything
	some hit in _open
}

# Root in a user namespace of its own is an unprivileged user of the node.
_open contains hit if {
	not pod.user_namespace
	some hit in runs_as_root.deny
}

_open contains hit if some hit in privilege_escalation.deny

_open contains hit if some hit in capability_set.deny

_open contains hit if some hit in seccomp_unset.deny

_open contains hit if some hit in seccomp_unconfined.deny

_open contains hit if some hit in apparmor_unconfined.deny

_open contains hit if some hit in selinux_options.deny

_open contains hit if some hit in proc_mount_unmasked.deny

_open contains {
	"path": ["pod", "spec", "os", "name"],
	"message": "is a Windows container, which has none of what narrows Linux's kernel",
} if {
	pod.windows
}
