# METADATA
# title: A server of disks holds the guests it serves
# description: >-
#   Whoever broke a server of disks that is a process of its own holds the memory of the guests that it serves.
#   Whether those are one process' is not in a definition.
# scope: package
# custom:
#   subject: libvirt/disk
#   edge: {from: helpers, to: workload, cost: none}
package bulkhead.edges.libvirt.disk_helper_guest

deny := set()

unknown contains {
	"path": ["disk", "type"],
	"message": "may be served by the same process as other guests",
	"reason": "not-in-input",
} if {
	input.disk.type == "vhostuser"
}
