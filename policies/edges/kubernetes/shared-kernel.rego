# METADATA
# title: Containers share the node's kernel
# description: >-
#   However well it is confined, a container is a process of the node: one bug in what is left of the kernel is
#   enough. Only a runtime with a virtual machine or a kernel of its own takes that away; whether a RuntimeClass
#   names one, its name does not tell.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/runtime-class/
#     description: Runtime classes
# custom:
#   subject: kubernetes/pod
#   edge: {to: host, cost: kernel-narrow}
package bulkhead.edges.kubernetes.shared_kernel

deny contains {"path": ["pod", "spec"], "message": "shares the node's kernel"} if not _has_class

unknown contains {
	"path": ["pod", "spec", "runtimeClassName"],
	"message": "names a RuntimeClass, which may or may not be a virtual machine",
	"reason": "not-in-input",
} if {
	_has_class
}

_has_class if not input.pod.spec.runtimeClassName in {null, ""}
