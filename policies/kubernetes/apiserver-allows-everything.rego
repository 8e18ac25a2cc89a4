# METADATA
# title: The API server must not allow everything
# description: >-
#   With the authorizer AlwaysAllow whoever has any credentials, as every pod that holds a token, does everything.
#   It is what counts where neither --authorization-mode nor --authorization-config is given, and beside others
#   too, for they are asked in turn until one allows. It is acceptable nowhere.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/reference/access-authn-authz/authorization/
#     description: Authorization
# custom:
#   severity: critical
#   subject: kubernetes/apiserver
#   wall: identity
#   dimension: security
#   remediation: >-
#     Set --authorization-mode=Node,RBAC, or list those in the file of --authorization-config.
#   frameworks:
#     cis-kubernetes-1.12: ["1.2.6"]
#     nsa: [authentication-authorization]
#     mitre-containers: [T1078]
#     nist-800-190: ["4.3.1", "4.3.2"]
#     nist-800-53r5: [ac-3, ac-6]
#     bsi-app-4.4: [A3]
#     pci-dss-4.0.1: ["7.3.1", "7.3.3"]
package bulkhead.kubernetes.apiserver_allows_everything

deny contains {"path": ["apiserver", "flags", "authorization-mode"], "message": "allows everything to everybody"} if {
	"AlwaysAllow" in input.facts.authorizers
}
