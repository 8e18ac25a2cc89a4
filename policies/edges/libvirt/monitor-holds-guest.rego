# METADATA
# title: Who holds the monitor holds the guest
# description: >-
#   The process that runs a guest has its memory and its disks.
# scope: package
# custom:
#   subject: libvirt/domain
#   edge: {from: vmm, to: workload, cost: none}
package bulkhead.edges.libvirt.monitor_holds_guest

deny contains {
	"path": ["domain", "type"],
	"message": "is in the memory of the process that runs it",
} if {
	input.domain.type
	not _shares_kernel
}

_shares_kernel if input.domain.type in {"lxc", "openvz", "uml"}
