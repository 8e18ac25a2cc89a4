# METADATA
# title: A machine's pod shares the node's kernel
# description: >-
#   Behind a machine's QEMU lies its pod, as KubeVirt makes it: not root, without capabilities, with seccomp. What
#   more cages it on the node is not seen. Where the pod was read, its own ways out count too.
# scope: package
# custom:
#   subject: kubernetes/virtualmachine
#   edge: {from: vmm, to: host, cost: kernel-narrow}
package bulkhead.edges.kubernetes.vm_launcher

import data.bulkhead.lib.kubernetes.launcher

deny contains {"path": ["virtualmachine", "spec"], "message": "runs in a pod, which shares the node's kernel"} if {
	input.virtualmachine.spec
	not launcher.caged
}
