# METADATA
# title: The API server must verify tokens with a key of their own
# description: >-
#   Without --service-account-key-file the API server verifies service accounts' tokens with its TLS key: one key
#   for two trades, which can't be changed apart. A signer outside (--service-account-signing-endpoint) has keys of
#   its own. It is acceptable in a test.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
#     description: Flags of the API server
# custom:
#   severity: medium
#   subject: kubernetes/apiserver
#   wall: identity
#   dimension: security
#   remediation: >-
#     Make a pair of keys for tokens, and set --service-account-key-file and --service-account-signing-key-file.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.22"]
#     nist-800-53r5: [ia-5, sc-12]
#     bsi-app-4.4: [A9]
#     pci-dss-4.0.1: ["3.6.1"]
package bulkhead.kubernetes.apiserver_service_account_key

deny contains {"path": ["apiserver", "flags", "service-account-key-file"], "message": "verifies tokens with its TLS key"} if {
	not input.apiserver.flags["service-account-key-file"]
	not input.apiserver.flags["service-account-signing-endpoint"]
}
