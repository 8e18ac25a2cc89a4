# METADATA
# title: Admission webhooks must not let pass what they can't be asked about
# description: >-
#   With failurePolicy: Ignore an object is admitted when the webhook does not answer, answers too late or its
#   certificate is not valid: who can overload or stop it goes past it. The default is Fail. Webhooks that validate pods
#   or everything are of medium severity, others and those that change objects are low. It is acceptable where nothing
#   rests on the webhook.
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
#     Set failurePolicy to Fail, run several replicas of the webhook, and leave out of its rules what it does not need.
#   frameworks:
#     cis-kubernetes-1.12: ["5.2.1"]
#     nsa: [pod-security-enforcement]
#     mitre-containers: ["T1562.001"]
#     nist-800-53r5: [cm-6, cm-7]
#     bsi-app-4.4: [A4]
#     bsi-sys-1.6: [A21]
package bulkhead.kubernetes.webhook_fails_open

deny contains {
	"path": ["webhook", "failurePolicy"],
	"message": "admits what it can't be asked about",
	"expected": "Fail",
	"severity": _severity,
} if {
	input.webhook.failurePolicy == "Ignore"
}

default _severity := "low"

_severity := "medium" if {
	input.facts.mutating == false
	some rule in input.webhook.rules
	some resource in rule.resources
	resource in {"*", "*/*", "pods", "pods/*"}
}
