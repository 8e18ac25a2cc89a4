# METADATA
# title: A server of disks is a process of the host
# description: >-
#   What confines a server of disks that is a process of its own is not in a definition. Often nothing does, and it
#   is root.
# scope: package
# custom:
#   subject: libvirt/disk
#   edge: {from: helpers, to: host, cost: none}
package bulkhead.edges.libvirt.disk_helper_host

deny := set()

unknown contains {
	"path": ["disk", "type"],
	"message": "is served by a process of which nothing shows what confines it",
	"reason": "not-in-input",
} if {
	input.disk.type == "vhostuser"
}
