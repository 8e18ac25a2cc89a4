# METADATA
# title: A switch beside QEMU has a guest's memory
# description: >-
#   With vhost-user a switch in a process of its own reads and writes all memory of its guests, and takes apart what
#   they send. One bug of it is one of the virtual machine monitor's, outside of QEMU's cage.
# scope: package
# custom:
#   subject: libvirt/interface
#   edge: {to: helpers, cost: vmm, caps: 4}
package bulkhead.edges.libvirt.network_helper

import data.bulkhead.libvirt.interface_vhost_user

deny contains {"path": hit.path, "message": "is served by a process that has all of the guest's memory"} if {
	some hit in interface_vhost_user.deny
}
