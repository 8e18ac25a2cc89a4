# METADATA
# title: A guest takes in what is in a directory of the host
# description: >-
#   What others write to a directory that the host shares with a guest reaches what in the guest reads it, as over a
#   network.
# scope: package
# custom:
#   subject: libvirt/filesystem
#   edge: {from: volume, to: workload, cost: service}
package bulkhead.edges.libvirt.directory_read

deny contains {"path": ["filesystem", "source", "dir"], "message": "takes in what others write to a directory of the host"} if {
	input.filesystem.source.dir
}
