# METADATA
# title: Admission webhooks must not be sent Secrets that they don't need
# description: >-
#   A webhook is sent the whole object. One whose rules cover all resources of the core group, or Secrets by name, reads
#   every Secret that is made or changed, and one that changes objects may change them too. It is acceptable for a
#   webhook that is about Secrets, or is trusted with all of them.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
#     description: Admission webhooks
# custom:
#   severity: medium
#   subject: kubernetes/webhook
#   wall: identity
#   dimension: security
#   remediation: >-
#     Name the resources in the webhook's rules that it judges.
#   frameworks:
#     nsa: [secrets]
#     mitre-containers: ["T1552.007"]
#     nist-800-53r5: [ac-6, cm-7]
#     bsi-app-4.4: [A2]
#     bsi-sys-1.6: [A8]
package bulkhead.kubernetes.webhook_sees_secrets

deny contains {
	"path": ["webhook", "rules", i, "resources"],
	"message": "is sent every Secret that is made or changed",
} if {
	some i, rule in input.webhook.rules
	some group in rule.apiGroups
	group in {"", "*"}
	some resource in rule.resources
	resource in {"*", "*/*", "secrets"}
	some operation in rule.operations
	operation in {"*", "CREATE", "UPDATE"}
}
