# METADATA
# title: Containers must have a memory limit
# description: >-
#   A container without a limit takes memory until the node has none, and the kernel then kills others' processes. A
#   limit of the container or of its pod bounds that; zero is no limit. A LimitRange sets limits when a pod is made:
#   they show in the pod, not in its template. Ephemeral containers can't have any.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
#     description: Resources of pods and containers
# custom:
#   severity: low
#   subject: kubernetes/container
#   wall: hardware
#   dimension: resource-efficiency
#   remediation: >-
#     Set resources.limits.memory, or a LimitRange with a default for the namespace.
#   frameworks:
#     nsa: [resource-policies]
#     mitre-containers: [T1499, "T1496.001"]
#     nist-800-190: ["4.4.3"]
#     nist-800-53r5: [sc-5, sc-6]
#     bsi-sys-1.6: [A15]
package bulkhead.kubernetes.no_memory_limit

deny contains {
	"path": ["container", "resources", "limits", "memory"],
	"message": "may take all of the node's memory",
} if {
	not _limited
	not _ephemeral
}

_limited if _above_zero(input.container.resources.limits.memory)

_limited if _above_zero(input.pod.spec.resources.limits.memory)

# A quantity is above zero if it has a digit above zero before its exponent or unit.
_above_zero(quantity) if regex.match(`^\+?[0-9.]*[1-9]`, sprintf("%v", [quantity]))

_ephemeral if input.facts.type == "ephemeral"

notapplicable if _ephemeral
