# METADATA
# title: A guest writes to a directory of the host
# description: >-
#   What a guest writes to a directory that the host shares with it, whoever else has the directory reads.
# scope: package
# custom:
#   subject: libvirt/filesystem
#   edge: {to: volume, cost: none}
package bulkhead.edges.libvirt.directory_written

deny contains {"path": ["filesystem", "source", "dir"], "message": "may write to a directory of the host"} if {
	input.filesystem.source.dir
	not input.filesystem.readonly
}
