# METADATA
# title: Webhooks that validate must not be left out by a label of the namespace
# description: >-
#   Whoever may label a namespace decides whether the webhook is asked about its objects, where the selector is not on
#   the label kubernetes.io/metadata.name, which the API server sets itself. That is low where tenants may not change
#   their namespaces. Webhooks that change objects are not judged.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
#     description: Admission webhooks
#   - ref: https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/
#     description: Good practices for admission webhooks
# custom:
#   severity: low
#   subject: kubernetes/webhook
#   wall: management
#   dimension: security
#   remediation: >-
#     Leave out namespaces by the label kubernetes.io/metadata.name, and let nobody but administrators label namespaces.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.1"]
#     nsa: [pod-security-enforcement]
#     mitre-containers: ["T1562.001"]
#     nist-800-53r5: [cm-6, cm-7]
#     bsi-app-4.4: [A4]
#     bsi-sys-1.6: [A21]
package bulkhead.kubernetes.webhook_namespace_opt_out

deny contains {
	"path": ["webhook", "namespaceSelector", "matchExpressions", i, "key"],
	"message": "is not asked about namespaces that somebody has labelled",
	"expected": "kubernetes.io/metadata.name",
} if {
	not notapplicable
	some i, expression in input.webhook.namespaceSelector.matchExpressions
	not expression.key == "kubernetes.io/metadata.name"
}

deny contains {
	"path": ["webhook", "namespaceSelector", "matchLabels", label],
	"message": "is asked only about namespaces that somebody has labelled",
	"expected": "kubernetes.io/metadata.name",
} if {
	not notapplicable
	some label, _ in input.webhook.namespaceSelector.matchLabels
	label != "kubernetes.io/metadata.name"
}

notapplicable if input.facts.mutating == true
