# METADATA
# title: One bug of the pod's sandbox
# description: >-
#   A runtime that starts a virtual machine, or a kernel in user space, for the pod keeps it in until that is broken. What
#   cages the sandbox on the node is not seen, so that it counts as no wall.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/runtime-class/
#     description: Runtime classes
# custom:
#   subject: kubernetes/pod
#   edge: {to: host, cost: vmm}
package bulkhead.edges.kubernetes.sandbox

import data.bulkhead.lib.kubernetes.sandbox

deny contains {
	"path": ["pod", "spec", "runtimeClassName"],
	"message": sprintf("is kept in by its sandbox, as its RuntimeClass declares: %s", [input.facts.runtimeClass.handler]),
} if {
	sandbox.own_kernel
}

# If it is one. Then this way is the nearest.
deny contains object.union(gap, {"message": "may be kept in by a sandbox, and by nothing else"}) if {
	gap := object.remove(sandbox.gap, ["reason"])
}

unknown := set()
