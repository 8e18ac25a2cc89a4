# METADATA
# title: Linux capabilities
# description: How capabilities are named, and which give the node away.
# scope: package
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man7/capabilities.7.html
#     description: What each capability allows
package bulkhead.lib.kubernetes.capabilities

# METADATA
# description: A capability's plain name. Runtimes take lower case and the prefix too.
# scope: document
plain(name) := trim_prefix(upper(name), "CAP_")

# METADATA
# description: >-
#   Capabilities that reach beyond the container, and what each allows. Our own choice from the kernel's list as of
#   Linux 6.12, 2026-11-24. NET_RAW is not in it, as most runtimes give it unasked:
#   kubernetes/capability-not-dropped asks for that.
# scope: document
dangerous := {
	"ALL": "everything that root on the node may do",
	"AUDIT_CONTROL": "switching the kernel's audit off",
	"BPF": "loading programs into the kernel",
	"CHECKPOINT_RESTORE": "reading and writing other processes' state",
	"DAC_READ_SEARCH": "opening any file of the node by its handle",
	"LINUX_IMMUTABLE": "changing files that were made immutable",
	"MAC_ADMIN": "changing the mandatory access control policy",
	"MAC_OVERRIDE": "ignoring the mandatory access control policy",
	"NET_ADMIN": "changing routes, filters and interfaces",
	"PERFMON": "watching the kernel and all processes",
	"SYSLOG": "reading the kernel's log and addresses",
	"SYS_ADMIN": "mounting, namespaces and most of the kernel's administration",
	"SYS_BOOT": "rebooting the node and loading another kernel",
	"SYS_MODULE": "loading modules into the kernel",
	"SYS_PTRACE": "reading and steering other processes",
	"SYS_RAWIO": "raw access to memory, ports and disks",
	"SYS_TIME": "setting the node's clock",
}
