# METADATA
# title: One bug of the virtual machine monitor
# description: >-
#   A guest on hardware virtualization owns the process that emulates its devices through one bug of it.
# scope: package
# custom:
#   subject: libvirt/domain
#   edge: {to: vmm, cost: vmm}
package bulkhead.edges.libvirt.monitor

import data.bulkhead.lib.libvirt.domain

deny contains {"path": ["domain", "type"], "message": "is kept in by its virtual machine monitor"} if domain.runs_in_qemu

deny contains {"path": ["domain", "type"], "message": "is kept in by its virtual machine monitor"} if {
	not domain.runs_in_qemu
	not _shares_kernel
}

_shares_kernel if input.domain.type in {"lxc", "openvz", "uml"}
