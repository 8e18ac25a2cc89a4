# METADATA
# title: Namespaces must deny traffic by default
# description: >-
#   Network policies isolate only the pods that they select. Where none selects all pods of the namespace,
#   whatever their labels, the next pod with a new label is open to everything, and nobody is told. What is
#   allowed beside does not matter here. kube-system is not judged, as most of its pods are of the node's network
#   or serve all others, and neither are kube-public and kube-node-lease, where nothing runs.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies
#     description: Default policies
# custom:
#   severity: medium
#   subject: kubernetes/namespace
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Add a policy with an empty podSelector, the policyTypes Ingress and Egress and no rules, then allow what is
#     needed.
#   frameworks:
#     cis-kubernetes-1.12: ["5.3.2"]
#     nsa: [network-policies]
#     mitre-containers: [T1046]
#     nist-800-190: ["4.3.3"]
#     nist-800-53r5: [ac-4, sc-7]
#     bsi-app-4.4: [A7, A18]
package bulkhead.kubernetes.namespace_without_default_deny

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["facts", "defaultDeny", direction],
	"message": message,
	"expected": true,
} if {
	not notapplicable
	some direction, message in _messages
	input.facts.defaultDeny[direction] == false
}

unknown contains unknown_value.verdict(["facts", "defaultDeny", direction], fact) if {
	not notapplicable
	some direction, fact in input.facts.defaultDeny
}

_messages := {
	"ingress": "has no network policy that denies ingress to all pods by default",
	"egress": "has no network policy that denies egress of all pods by default",
}

notapplicable if input.namespace.metadata.name in {"kube-node-lease", "kube-public", "kube-system"}
