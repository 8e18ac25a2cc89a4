# METADATA
# title: Nothing but software that is no wall
# description: >-
#   QEMU's developers promise no isolation for translated guests, so these count as processes that call the host's
#   kernel; LXC containers are that.
# scope: package
# custom:
#   subject: libvirt/domain
#   edge: {to: host, cost: kernel-wide}
package bulkhead.edges.libvirt.wide_kernel

import data.bulkhead.libvirt.emulated_guest

deny contains hit if some hit in emulated_guest.deny

deny contains {"path": ["domain", "type"], "message": "is a container, which shares the host's kernel"} if {
	input.domain.type == "lxc"
}
