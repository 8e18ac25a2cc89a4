# METADATA
# title: One bug of what cages a machine's monitor
# description: >-
#   Whoever broke the QEMU of one of KubeVirt's machines is a process without rights, in a seccomp filter and a file system of its
#   own, with a label that no other guest has: the next wall is what holds it there.
# scope: package
# related_resources:
#   - ref: https://kubevirt.io/user-guide/architecture/
#     description: KubeVirt, architecture
# custom:
#   subject: kubernetes/virtualmachine
#   edge: {from: vmm, to: host, cost: confinement}
package bulkhead.edges.kubernetes.vm_monitor_caged

import data.bulkhead.lib.kubernetes.launcher

deny contains {
	"path": ["facts", "process", "label"],
	"message": "runs in a process that the node's confinement cages",
} if {
	launcher.caged
}
