# METADATA
# title: A guest trusts its disks
# description: >-
#   A guest starts from its images and believes what is in them. Backing files count: what is written to one, all guests
#   above it read.
# scope: package
# custom:
#   subject: libvirt/disk
#   edge: {from: image, to: workload, cost: none}
package bulkhead.edges.libvirt.disk_used

deny contains {"path": ["disk", "source"], "message": "is what the guest starts from or reads"} if {
	input.disk.source
	not input.disk.shareable
}
