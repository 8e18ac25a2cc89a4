# METADATA
# title: Webhooks that validate must not be chosen by the object's own labels
# description: >-
#   An objectSelector looks at the labels of the object that is to be admitted, and whoever makes it writes those: they
#   decide themselves whether the webhook is asked. Webhooks that change objects are not judged, as theirs is a choice
#   as a rule.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
#     description: Admission webhooks
#   - ref: https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/
#     description: Good practices for admission webhooks
# custom:
#   severity: medium
#   subject: kubernetes/webhook
#   wall: management
#   dimension: security
#   remediation: >-
#     Remove objectSelector, and select by namespaceSelector or matchConditions on what makers of objects can't choose.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.1"]
#     nsa: [pod-security-enforcement]
#     mitre-containers: ["T1562.001"]
#     nist-800-53r5: [cm-6, cm-7]
#     bsi-app-4.4: [A4]
#     bsi-sys-1.6: [A21]
package bulkhead.kubernetes.webhook_object_opt_out

deny contains {
	"path": ["webhook", "objectSelector"],
	"message": "is asked only about objects whose own labels say so",
} if {
	_selects
	not notapplicable
}

_selects if some _ in input.webhook.objectSelector.matchLabels

_selects if some _ in input.webhook.objectSelector.matchExpressions

notapplicable if input.facts.mutating == true
