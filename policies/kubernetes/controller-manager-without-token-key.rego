# METADATA
# title: Tokens of service accounts must be signed with a key of their own
# description: >-
#   Without --service-account-private-key-file the controller manager signs no tokens of service accounts, and what
#   needs one falls back on keys with another trade. It is acceptable where the API server leaves signing to a
#   signer outside, or nothing uses tokens in Secrets.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/
#     description: Flags of the controller manager
# custom:
#   severity: low
#   subject: kubernetes/controllermanager
#   wall: identity
#   dimension: security
#   remediation: >-
#     Set --service-account-private-key-file to the key that the API server verifies tokens with.
#   frameworks:
#     cis-kubernetes-1.12: ["1.3.4"]
#     nist-800-53r5: [ia-5, sc-12]
#     bsi-app-4.4: [A9]
#     pci-dss-4.0.1: ["3.6.1"]
package bulkhead.kubernetes.controller_manager_without_token_key

deny contains {
	"path": ["controllermanager", "flags", "service-account-private-key-file"],
	"message": "has no key of its own for tokens",
} if {
	not input.controllermanager.flags["service-account-private-key-file"]
}
