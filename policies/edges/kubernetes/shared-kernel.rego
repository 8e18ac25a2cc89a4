# METADATA
# title: Containers share the node's kernel
# description: >-
#   However well it is confined, a container is a process of the node: one bug in what is left of the kernel is
#   enough. Only a runtime with a virtual machine or a kernel of its own takes that away, as the handler of the pod's
#   RuntimeClass tells.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/containers/runtime-class/
#     description: Runtime classes
# custom:
#   subject: kubernetes/pod
#   edge: {to: host, cost: kernel-narrow}
package bulkhead.edges.kubernetes.shared_kernel

import data.bulkhead.lib.kubernetes.sandbox

deny contains {"path": ["pod", "spec"], "message": "shares the node's kernel"} if sandbox.shares_kernel

unknown contains sandbox.gap
