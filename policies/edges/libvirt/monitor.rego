# METADATA
# title: One bug of the virtual machine monitor
# description: >-
#   A guest on hardware virtualization reaches the host through a bug in what emulates its devices. Whether that process is
#   caged as well is not weighed yet.
# scope: package
# custom:
#   subject: libvirt/domain
#   edge: {to: host, cost: vmm}
package bulkhead.edges.libvirt.monitor

deny contains {"path": ["domain", "type"], "message": "is kept in by its virtual machine monitor"} if {
	not _shares_kernel
}

_shares_kernel if input.domain.type in {"lxc", "openvz", "uml"}
