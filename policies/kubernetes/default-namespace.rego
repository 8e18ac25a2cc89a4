# METADATA
# title: Workloads must not run in the namespace default
# description: >-
#   What names no namespace lands in default: rights, network policies and quotas for it are for whatever happens to be
#   there, and it can't be deleted. A file that names no namespace leaves it to whoever applies it, so that the question does not
#   arise.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
#     description: Namespaces
# custom:
#   severity: low
#   subject: kubernetes/pod
#   wall: management
#   dimension: isolation
#   remediation: >-
#     Give the workload a namespace of its own.
#   frameworks:
#     cis-kubernetes-1.12: ["5.6.4"]
#     nsa: [network-separation]
#     nist-800-190: ["4.3.4"]
#     nist-800-53r5: [ac-4, cm-6]
#     bsi-app-4.4: [A1]
package bulkhead.kubernetes.default_namespace

import data.bulkhead.lib.unknown as known

deny contains {
	"path": ["facts", "namespace"],
	"message": "is in the namespace that is meant for what nobody has placed",
} if {
	input.facts.namespace == "default"
}

unknown contains known.verdict(["facts", "namespace"], input.facts.namespace) if input.facts.namespace.unknown == "unread"

notapplicable if input.facts.namespace.unknown == "not-in-input"
