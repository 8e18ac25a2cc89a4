# METADATA
# title: What is shared reaches a guest
# description: >-
#   What others write to memory, variables or devices that the guest has too. Who writes to a disk is told by the
#   edges of its image.
# scope: package
# custom:
#   subject: libvirt/sharing
#   edge: {from: shared, to: workload, cost: none}
package bulkhead.edges.libvirt.together_with_others

deny contains {"path": ["sharing", "name"], "message": "takes in what others write there"} if {
	input.sharing.of in _things
	input.sharing.count > 0
}

notapplicable if not input.sharing.of in _things

_things := {"hostdev", "iommu-group", "nvram", "shmem"}
