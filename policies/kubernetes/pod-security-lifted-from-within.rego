# METADATA
# title: A namespace's own accounts must not change its Pod Security level
# description: >-
#   The level stands in labels of the namespace. Where an account of that namespace may change these, whoever gets hold of a
#   pod that runs as it takes the level away and has any pod admitted: the level holds nobody inside. It is asked of
#   each account of the namespace, by all bindings of it and its groups; of files alone only what they hold can be said, as
#   cluster role bindings may stand elsewhere. It is acceptable for an operator that labels namespaces and whose own
#   namespace holds nothing else.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#namespace-modification
#     description: Namespace modification
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-admission/
#     description: Pod Security Admission
# custom:
#   severity: medium
#   subject: kubernetes/namespace
#   wall: management
#   dimension: security
#   remediation: >-
#     Take update and patch on namespaces from the roles of the namespace's accounts, or guard the labels with a
#     validating admission policy.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.1"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1562.001]
#     nist-800-53r5: [ac-3, ac-6, cm-5]
#     bsi-app-4.4: [A4, A9]
package bulkhead.kubernetes.pod_security_lifted_from_within

import data.bulkhead.lib.unknown as unknown_value

deny contains {
	"path": ["facts", "labelChangers"],
	"message": "its own accounts may change its labels, and with them the Pod Security level that holds them",
	"expected": [],
} if {
	_enforces
	not input.facts.labelChangers.unknown
	count(input.facts.labelChangers) > 0
}

unknown contains unknown_value.verdict(["facts", "labelChangers"], input.facts.labelChangers) if {
	_enforces
	input.facts.labelChangers.unknown == "unread"
}

notapplicable if not _enforces

notapplicable if input.facts.labelChangers.unknown == "not-in-input"

_enforces if {
	level := input.namespace.metadata.labels["pod-security.kubernetes.io/enforce"]
	level != "privileged"
}
