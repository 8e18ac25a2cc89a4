# METADATA
# title: One bug of a machine's monitor
# description: >-
#   Who is inside one of KubeVirt's machines owns the QEMU that emulates its devices through one bug of it. That
#   QEMU is a process of the machine's pod.
# scope: package
# custom:
#   subject: kubernetes/virtualmachine
#   edge: {to: vmm, cost: vmm, caps: 3}
package bulkhead.edges.kubernetes.vm_monitor

import data.bulkhead.lib.kubernetes.launcher

deny contains {"path": ["virtualmachine", "spec"], "message": "is kept in by its virtual machine monitor"} if {
	input.virtualmachine.spec
	not launcher.caged
}
