# METADATA
# title: A guest takes in what others write to a shared disk
# description: >-
#   A disk that is shared on purpose holds a cluster's file system or state. Whoever else writes to it reaches what reads
#   it, as over a network.
# scope: package
# custom:
#   subject: libvirt/disk
#   edge: {from: image, to: workload, cost: service}
package bulkhead.edges.libvirt.disk_shared

deny contains {"path": ["disk", "shareable"], "message": "takes in what others write to a disk that is shared"} if {
	input.disk.source
	input.disk.shareable
}
