# METADATA
# title: The API server must not know users by a file of tokens
# description: >-
#   The file of --token-auth-file holds tokens in clear text that never expire and can't be revoked without a
#   restart; whoever reads it is any of its users. It is acceptable nowhere but in a test.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#static-token-file
#     description: Static token file
# custom:
#   severity: high
#   subject: kubernetes/apiserver
#   wall: identity
#   dimension: security
#   remediation: >-
#     Remove --token-auth-file, and give people certificates of short life or OpenID Connect, programs service
#     accounts.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.2"]
#     nsa: [authentication-authorization]
#     mitre-containers: ["T1552.001"]
#     nist-800-190: ["4.3.2"]
#     nist-800-53r5: [ia-5, ia-2]
#     bsi-app-4.4: [A3]
#     pci-dss-4.0.1: ["8.6.2"]
package bulkhead.kubernetes.apiserver_token_file

deny contains {"path": ["apiserver", "flags", "token-auth-file"], "message": "knows users by a file of tokens"} if {
	input.apiserver.flags["token-auth-file"]
}
