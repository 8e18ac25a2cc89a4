# METADATA
# title: A guest reads what another writes
# description: >-
#   An image that a guest has to read and another to write shows the secrets that the other keeps there.
# scope: package
# custom:
#   subject: libvirt/disk
#   edge: {to: image-data, cost: credential}
package bulkhead.edges.libvirt.disk_read

deny contains {"path": ["disk", "readonly"], "message": "is the guest's to read"} if {
	input.disk.source
	_read_only
}

_read_only if input.disk.readonly

_read_only if input.disk.device in {"cdrom", "floppy"}
