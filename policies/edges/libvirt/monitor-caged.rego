# METADATA
# title: One bug of the cage around the monitor
# description: >-
#   Behind QEMU lies what confines its process: the label, the seccomp filter, the mount namespace and the user.
# scope: package
# custom:
#   subject: libvirt/domain
#   edge: {from: vmm, to: host, cost: confinement}
package bulkhead.edges.libvirt.monitor_caged

deny contains {"path": ["domain", "type"], "message": "runs in a process that the host's confinement cages"} if not _shares_kernel

_shares_kernel if input.domain.type in {"lxc", "openvz", "uml"}
