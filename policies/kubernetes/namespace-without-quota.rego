# METADATA
# title: Namespaces must have a quota of memory, CPU and pods
# description: >-
#   Without a ResourceQuota the pods of one namespace may take all that the nodes have, and leave other tenants none.
#   Each of memory, CPU and the number of pods has to be bounded, by requests or limits, for all pods: a quota with
#   scopes is for some only. kube-system, kube-public and kube-node-lease are not judged.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/policy/resource-quotas/
#     description: Resource quotas
# custom:
#   severity: low
#   subject: kubernetes/namespace
#   wall: hardware
#   dimension: scaling
#   remediation: >-
#     Add a ResourceQuota with limits.memory, requests.cpu and pods to the namespace.
#   frameworks:
#     nsa: [resource-policies]
#     mitre-containers: [T1499, "T1496.001"]
#     nist-800-190: ["4.3.4"]
#     nist-800-53r5: [sc-5, sc-6]
#     bsi-app-4.4: [A1]
#     bsi-sys-1.6: [A15]
package bulkhead.kubernetes.namespace_without_quota

deny contains {
	"path": ["facts", "quota"],
	"message": sprintf("bounds no %s for all of its pods together", [what]),
} if {
	not notapplicable
	is_array(input.facts.quota)
	some what, names in _bounds
	count({name | some name in input.facts.quota} & names) == 0
}

_bounds := {
	"memory": {"limits.memory", "memory", "requests.memory"},
	"CPU": {"cpu", "limits.cpu", "requests.cpu"},
	"number of pods": {"count/pods", "pods"},
}

notapplicable if input.namespace.metadata.name in {"kube-node-lease", "kube-public", "kube-system"}
