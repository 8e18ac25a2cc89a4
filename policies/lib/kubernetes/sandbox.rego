# METADATA
# title: Sandboxes of pods
# description: >-
#   What the handler of a pod's RuntimeClass tells of how it runs: in a virtual machine or on a kernel in user space, as a process
#   of the node, or nothing. Handlers are names that the node's runtime gives meaning to; these are the projects' own, as of
#   2026-11-24.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/runtime-class/
#     description: Runtime classes
package bulkhead.lib.kubernetes.sandbox

# METADATA
# description: The pod names a RuntimeClass.
# scope: document
named if not input.pod.spec.runtimeClassName in {null, ""}

# METADATA
# description: Its handler is that of a virtual machine, as Kata Containers', or of gVisor.
# scope: document
own_kernel if regex.match(`^(kata|runsc|gvisor)([-_.]|$)`, input.facts.runtimeClass.handler)

# METADATA
# description: Its handler runs processes of the node.
# scope: document
shares_kernel if not named

shares_kernel if input.facts.runtimeClass.handler in {
	"crun",
	"nvidia",
	"nvidia-cdi",
	"nvidia-legacy",
	"runc",
	"youki",
}

# METADATA
# description: Whether it shares the node's kernel is not known, for the unknown rule of an edge.
# scope: document
gap := {
	"path": ["pod", "spec", "runtimeClassName"],
	"message": "names a RuntimeClass, which may or may not be a virtual machine",
	"reason": "not-in-input",
} if {
	named
	not own_kernel
	not shares_kernel
}
