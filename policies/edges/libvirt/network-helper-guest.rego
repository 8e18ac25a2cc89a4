# METADATA
# title: A switch holds the guests it serves
# description: >-
#   Whoever broke a switch that is a process of its own holds the memory of the guests that it serves. Whether those
#   are one process' is not in a definition.
# scope: package
# custom:
#   subject: libvirt/interface
#   edge: {from: helpers, to: workload, cost: none}
package bulkhead.edges.libvirt.network_helper_guest

import data.bulkhead.libvirt.interface_vhost_user

deny := set()

unknown contains {
	"path": hit.path,
	"message": "may be served by the same process as other guests",
	"reason": "not-in-input",
} if {
	some hit in interface_vhost_user.deny
}
