# METADATA
# title: The API server should not extend tokens' lives
# description: >-
#   By default the token that a pod gets for an hour is signed for a year, so that programs that never read it
#   again keep working. A token that leaks from such a pod is then good for a year, unless the pod ends. It is
#   acceptable while there are programs that read their token once; the metric serviceaccount_stale_tokens_total
#   counts them.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/
#     description: Managing service accounts
# custom:
#   severity: medium
#   subject: kubernetes/apiserver
#   wall: identity
#   dimension: security
#   remediation: >-
#     Set --service-account-extend-token-expiration=false.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.30"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1528]
#     nist-800-53r5: [ia-5]
#     bsi-app-4.4: [A9]
package bulkhead.kubernetes.apiserver_extends_tokens

deny contains {
	"path": ["apiserver", "flags", "service-account-extend-token-expiration"],
	"message": "makes pods' tokens good for a year",
	"expected": false,
} if {
	not input.apiserver.flags["service-account-extend-token-expiration"] == false
}
