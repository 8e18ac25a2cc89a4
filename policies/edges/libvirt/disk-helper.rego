# METADATA
# title: A server of disks beside QEMU has a guest's memory
# description: >-
#   With vhost-user a server of disks in a process of its own reads and writes all memory of its guests, and takes
#   apart what they send. One bug of it is one of the virtual machine monitor's, outside of QEMU's cage.
# scope: package
# custom:
#   subject: libvirt/disk
#   edge: {to: helpers, cost: vmm, caps: 4}
package bulkhead.edges.libvirt.disk_helper

deny contains {"path": ["disk", "type"], "message": "is served by a process that has all of the guest's memory"} if {
	input.disk.type == "vhostuser"
}
