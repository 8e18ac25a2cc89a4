# METADATA
# title: Machines share a node with pods
# description: >-
#   A machine of KubeVirt's has the cores and memory of its node in common with the pods there. Whose they are is not asked, so
#   that it is not known to be alone.
# scope: package
# related_resources:
#   - ref: https://kubevirt.io/user-guide/architecture/
#     description: KubeVirt, architecture
# custom:
#   subject: kubernetes/virtualmachine
#   edge: {to: vmm, cost: hardware}
package bulkhead.edges.kubernetes.vm_beside_pods

import data.bulkhead.lib.kubernetes.launcher

unknown contains {
	"path": ["facts", "process"],
	"message": "has its node's cores and memory in common with pods, whoever owns them",
	"reason": "not-in-input",
} if {
	launcher.caged
}
