# METADATA
# title: Admission webhooks in the cluster must name their CA
# description: >-
#   A webhook that is a Service has a name that no public CA may certify. Without a caBundle the API server verifies it
#   with the system's own CAs and refuses it: with failurePolicy: Ignore it is then never asked. Some controllers fill
#   the bundle in: a file with an annotation that asks for it passes.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
#     description: Admission webhooks
# custom:
#   severity: low
#   subject: kubernetes/webhook
#   wall: management
#   dimension: security
#   remediation: >-
#     Set clientConfig.caBundle to the CA of the webhook's certificate, or let a controller do so.
#   frameworks:
#     nist-800-53r5: [sc-8, sc-17]
#     bsi-app-4.4: [A4]
package bulkhead.kubernetes.webhook_without_ca

deny contains {
	"path": ["webhook", "clientConfig", "caBundle"],
	"message": "can't be verified, as its Service's name has no public certificate",
} if {
	input.webhook.clientConfig.service != null
	not _verified
	not input.facts.filledIn == true
}

_verified if {
	not input.webhook.clientConfig.caBundle in {"", null}
	_ = input.webhook.clientConfig.caBundle
}
