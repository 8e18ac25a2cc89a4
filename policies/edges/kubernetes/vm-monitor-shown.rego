# METADATA
# title: One bug of a monitor whose cage is shown
# description: >-
#   Who is inside one of KubeVirt's machines owns the QEMU that emulates its devices through one bug of it. The files of its
#   node show what confines that process.
# scope: package
# related_resources:
#   - ref: https://kubevirt.io/user-guide/architecture/
#     description: KubeVirt, architecture
# custom:
#   subject: kubernetes/virtualmachine
#   edge: {to: vmm, cost: vmm}
package bulkhead.edges.kubernetes.vm_monitor_shown

import data.bulkhead.lib.kubernetes.launcher

deny contains {
	"path": ["facts", "process"],
	"message": "is kept in by its virtual machine monitor, whose cage the node shows",
} if {
	launcher.caged
}
