# METADATA
# title: Namespaces must give containers a memory limit
# description: >-
#   Without a LimitRange with a default or a maximum of memory, a container that names no limit has none. A quota of
#   limits.memory does as well: the API server then refuses such pods. kube-system, kube-public and kube-node-lease are
#   not judged.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/policy/limit-range/
#     description: Limit ranges
# custom:
#   severity: low
#   subject: kubernetes/namespace
#   wall: hardware
#   dimension: scaling
#   remediation: >-
#     Add a LimitRange of type Container with a default of memory to the namespace.
#   frameworks:
#     nsa: [resource-policies]
#     mitre-containers: [T1499, "T1496.001"]
#     nist-800-190: ["4.3.4"]
#     nist-800-53r5: [sc-5, sc-6]
#     bsi-app-4.4: [A1]
#     bsi-sys-1.6: [A15]
package bulkhead.kubernetes.namespace_without_limit_range

import data.bulkhead.lib.kubernetes.quantity

deny contains {
	"path": ["facts", "limitRange"],
	"message": "gives containers that name no memory limit none",
} if {
	not notapplicable
	not _given
	not "limits.memory" in input.facts.quota
}

_given if quantity.above_zero(input.facts.limitRange.memory)

notapplicable if input.namespace.metadata.name in {"kube-node-lease", "kube-public", "kube-system"}
