# METADATA
# title: A switch is a process of the host
# description: >-
#   What confines a switch that is a process of its own is not in a definition. Often nothing does, and it is root.
# scope: package
# custom:
#   subject: libvirt/interface
#   edge: {from: helpers, to: host, cost: none}
package bulkhead.edges.libvirt.network_helper_host

import data.bulkhead.libvirt.interface_vhost_user

deny := set()

unknown contains {
	"path": hit.path,
	"message": "is served by a process of which nothing shows what confines it",
	"reason": "not-in-input",
} if {
	some hit in interface_vhost_user.deny
}
