# METADATA
# title: Accounts must have no tokens of old
# description: >-
#   Until v1.24 Kubernetes made a Secret with a token for each service account and listed it in the account. Such a token
#   never expires and is bound to no pod: whoever read the Secret once, or a backup of it, acts as the account until the
#   Secret is deleted. Secrets are not read, so that the name is all that tells them, NAME-token-XXXXX. It is acceptable
#   while something outside the cluster still needs the token.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets
#     description: Secrets with service account tokens
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/
#     description: Legacy tokens and their clean-up
# custom:
#   severity: medium
#   subject: kubernetes/serviceaccount
#   wall: identity
#   dimension: security
#   remediation: >-
#     Let what uses the token ask for one that expires, and delete the Secret, which takes it off the account's list.
#   frameworks:
#     nsa: [authentication-authorization]
#     mitre-containers: [T1528, "T1550.001"]
#     nist-800-53r5: [ia-5]
#     bsi-sys-1.6: [A8]
package bulkhead.kubernetes.legacy_account_token

deny contains {
	"path": ["serviceaccount", "secrets", i, "name"],
	"message": "lists a Secret of the name that Kubernetes gave to tokens which never expire",
} if {
	some i
	regex.match(`-token-[bcdfghjklmnpqrstvwxz2456789]{5}$`, input.serviceaccount.secrets[i].name)
}
