# METADATA
# title: A guest writes to its disks
# description: >-
#   What a guest writes to an image, whoever else uses the image reads or starts.
# scope: package
# custom:
#   subject: libvirt/disk
#   edge: {to: image, cost: none}
package bulkhead.edges.libvirt.disk_written

deny contains {"path": ["disk", "source"], "message": "is the guest's to write"} if {
	input.disk.source
	not _read_only
}

_read_only if input.disk.readonly

_read_only if input.disk.device in {"cdrom", "floppy"}
