# METADATA
# title: A capability gives the node away
# description: >-
#   Some capabilities are root on the node by another name, without a bug: loading a module, mounting the node's
#   disk, reading any file by its handle, raw access to memory and ports. Tracing is one where the container sees
#   the node's processes. In a user namespace they hold only inside of it.
# scope: package
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man7/capabilities.7.html
#     description: What each capability allows
# custom:
#   subject: kubernetes/container
#   edge: {to: host, cost: none}
package bulkhead.edges.kubernetes.capability

import data.bulkhead.lib.kubernetes.capabilities
import data.bulkhead.lib.kubernetes.pod
import data.bulkhead.lib.kubernetes.sandbox

deny contains hit if {
	not sandbox.own_kernel # a handler that nobody knows may be anything
	some hit in _open
}

_open contains {
	"path": ["container", "securityContext", "capabilities", "add", i],
	"message": sprintf("adds a capability that allows %s", [what]),
} if {
	not pod.windows
	not pod.user_namespace
	some i, name in input.container.securityContext.capabilities.add
	plain := capabilities.plain(name)
	_is_root(plain)
	what := capabilities.dangerous[plain]
}

# Our own choice from the kernel's list as of Linux 6.12, 2026-11-24.
_is_root(name) if name in {"ALL", "DAC_READ_SEARCH", "SYS_ADMIN", "SYS_MODULE", "SYS_RAWIO"}

_is_root("SYS_PTRACE") if input.pod.spec.hostPID == true
