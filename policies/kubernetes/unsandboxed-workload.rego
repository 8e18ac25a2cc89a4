# METADATA
# title: Workloads that are not trusted must run in a sandbox with a kernel of its own
# description: >-
#   A container shares the node's kernel with all others, and one fault in it opens them all. Which workloads run what nobody
#   vouches for no configuration tells: the question arises in the namespaces that the parameter namespaces lists.
#   There a RuntimeClass has to lead to a virtual machine or to a kernel in user space.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/runtime-class/
#     description: Runtime classes
# custom:
#   severity: high
#   subject: kubernetes/pod
#   wall: kernel
#   dimension: isolation
#   remediation: >-
#     Set runtimeClassName to a class of Kata Containers or gVisor, and install that on the nodes.
#   parameters:
#     namespaces:
#       type: texts
#       default: []
#       description: >-
#         Namespaces whose workloads are not trusted, as globs such as "tenant-*".
#     handlers:
#       type: texts
#       default: []
#       description: >-
#         Handlers of runtime classes that give a kernel of its own, beside those named as kata, runsc or gvisor.
#   frameworks:
#     mitre-containers: [T1611]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [sc-39]
#     bsi-sys-1.6: [A26]
package bulkhead.kubernetes.unsandboxed_workload

import data.bulkhead.lib.kubernetes.sandbox
import data.bulkhead.lib.unknown as known
import data.bulkhead.parameters.kubernetes.unsandboxed_workload as parameters

deny contains {
	"path": ["pod", "spec", "runtimeClassName"],
	"message": "is not trusted and shares the node's kernel",
} if {
	_asked
	sandbox.shares_kernel
	not _own_handler
}

unknown contains sandbox.gap if {
	_asked
	sandbox.gap
	not _own_handler
}

unknown contains known.verdict(["facts", "namespace"], input.facts.namespace) if {
	count(parameters.namespaces) > 0
	input.facts.namespace.unknown
}

notapplicable if {
	not _asked
	not input.facts.namespace.unknown
}

notapplicable if count(parameters.namespaces) == 0

_asked if {
	is_string(input.facts.namespace)
	some pattern in parameters.namespaces
	glob.match(pattern, [], input.facts.namespace)
}

_own_handler if input.facts.runtimeClass.handler in parameters.handlers
